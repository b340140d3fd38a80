import { type Account, credentialsOf, type Door } from './accounts.js';
import type { Answer } from './answer.js';
import type { HttpRequest } from './http-client.js';
import { BEARER_COOKIE_TYPE, ENVELOPE_TYPE, ROUTES } from './routes.js';

export const CONTRACTS = [
  'token-pair',
  'bearer-cookie',
  'combined',
  'envelope',
  'success-flag',
] as const;
export type ContractName = (typeof CONTRACTS)[number];

export interface OpenSession {
  readonly accessToken: string;
  readonly refreshToken: string;
}

interface LoginDoor {
  readonly path: string;
  readonly headers?: HttpRequest['headers'];
  readonly read: (answer: Answer) => OpenSession;
}

const fromData = (answer: Answer): OpenSession => ({
  accessToken: answer.string('data', 'token'),
  refreshToken: answer.string('data', 'refreshToken'),
});

const fromCookie = (answer: Answer): OpenSession => ({
  accessToken: answer.string('accessToken'),
  refreshToken: answer.cookie('refresh_token'),
});

const DOORS: Readonly<Record<ContractName, LoginDoor>> = {
  'token-pair': { path: ROUTES.token, read: fromCookie },
  'bearer-cookie': {
    path: ROUTES.login,
    headers: { accept: BEARER_COOKIE_TYPE },
    read: fromCookie,
  },
  combined: { path: ROUTES.login, read: fromCookie },
  envelope: { path: ROUTES.login, headers: { accept: ENVELOPE_TYPE }, read: fromData },
  'success-flag': { path: ROUTES.flagLogin, read: fromData },
};

export function requestLogin(
  server: Door,
  contract: ContractName,
  credentials: object,
): Promise<Answer> {
  const { path, headers = {} } = DOORS[contract];
  return server.send({ path, headers, json: credentials });
}

export async function login(
  server: Door,
  contract: ContractName,
  account: Account,
): Promise<OpenSession> {
  const answer = await requestLogin(server, contract, credentialsOf(account));
  if (answer.status !== 200) throw new Error(`login failed: ${answer.text}`);
  return DOORS[contract].read(answer);
}

export const cookieHeader = (refreshToken: string, name = 'refresh_token'): { cookie: string } => ({
  cookie: `${name}=${refreshToken}`,
});

export const bearer = (token: string): { authorization: string } => ({
  authorization: `Bearer ${token}`,
});

export function refreshByCookie(
  server: Door,
  refreshToken: string,
  path: string = ROUTES.refresh,
): Promise<Answer> {
  return server.send({ path, headers: cookieHeader(refreshToken) });
}

export function refreshByBody(
  server: Door,
  refreshToken: string,
  path: string = ROUTES.refresh,
): Promise<Answer> {
  return server.send({ path, json: { refreshToken } });
}

/** The status of validate-token: 200 while the session is open, 401 afterwards. */
export async function validation(server: Door, accessToken: string): Promise<number> {
  const { status } = await server.send({ path: ROUTES.validate, headers: bearer(accessToken) });
  return status;
}
