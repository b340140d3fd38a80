import type { Answer } from '../harness/answer.js';
import { type ExpectedCookie, aToken } from '../harness/golden.js';
import { COOKIES } from '../harness/expected-cookies.js';
import type { HttpRequest } from '../harness/http-client.js';
import { ROUTES } from '../harness/routes.js';
import type { TestServer } from '../harness/test-server.js';

export const PROVIDERS = '/api/v1/auth/providers';
export const IDENTITIES = '/api/v1/auth/identities';

export const exchange = (
  server: TestServer,
  body: object,
  headers: HttpRequest['headers'] = {},
): Promise<Answer> => server.post(ROUTES.token, { provider: 'corp', ...body }, headers);

export interface Begun {
  readonly authorizationUrl: string;
  readonly state: string;
  /** As the browser sends the cookie back. */
  readonly cookie: string;
}

/** Begins a sign-in, as a browser of the page `origin` does unless told otherwise. */
export async function begin(
  server: TestServer,
  provider = 'corp',
  headers: HttpRequest['headers'] = { origin: server.origin, 'sec-fetch-site': 'same-origin' },
  body: object = {},
): Promise<Begun> {
  const answer = await server.post(`${PROVIDERS}/${provider}/authorization`, body, headers);
  if (answer.status !== 200) throw new Error(`no start: ${answer.text}`);
  return {
    authorizationUrl: answer.string('authorizationUrl'),
    state: answer.string('state'),
    cookie: `Auth-Exchange=${answer.cookie('Auth-Exchange')}`,
  };
}

/** Both cookies of the external contract, with every attribute of its document. */
export const EXTERNAL_COOKIES: readonly ExpectedCookie[] = [
  life(COOKIES['external-access'], '3600'),
  life(COOKIES['external-refresh'], '2592000'),
];

function life({ name, attributes }: Omit<ExpectedCookie, 'value'>, maxAge: string): ExpectedCookie {
  return { name, value: aToken, attributes: { ...attributes, 'Max-Age': maxAge } };
}

export const TOKENS_GENERATED = {
  message: 'Tokens generated successfully.',
  accessToken: aToken,
  expiresIn: 3600,
  tokenType: 'Bearer',
};
