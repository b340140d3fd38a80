import { type Account, credentialsOf } from './accounts.js';
import type { Answer } from './answer.js';
import { fault, INVALID_TOKEN } from './expected-faults.js';
import { expectAnswer } from './golden.js';
import { ROUTES } from './routes.js';
import { type OpenSession, validation } from './sessions.js';
import type { TestServer } from './test-server.js';

/** Where a request comes from, as a trusted proxy tells it. */
export interface Place {
  readonly address: string;
  readonly userAgent?: string;
  /** The device cookie. */
  readonly device?: string;
}

export const HOME: Place = { address: '203.0.113.9', userAgent: 'Firefox/140' };
export const CAFE = '198.51.100.7';
export const BEHIND_PROXY = { trustProxy: ['127.0.0.1'] };
/** Seconds for which a lid was closed: longer than the grace. */
export const LID = 32;

const refusal = fault(ROUTES.refresh, INVALID_TOKEN);

export const headersOf = ({
  address,
  userAgent,
  device,
}: Place): Readonly<Record<string, string>> => ({
  'x-forwarded-for': address,
  ...(userAgent === undefined ? {} : { 'user-agent': userAgent }),
  ...(device === undefined ? {} : { cookie: `device=${device}` }),
});

export const present = (server: TestServer, refreshToken: string, place: Place): Promise<Answer> =>
  server.post(ROUTES.refresh, { refreshToken }, headersOf(place));

/** Wherever the session's contract puts it into the body. */
export const successorIn = (answer: Answer): string =>
  String(answer.value('refreshToken') ?? answer.value('data', 'refreshToken'));

/** A refresh whose answer got lost: the parent that the client still has, and what it missed. */
export interface LostAnswer {
  readonly parent: string;
  readonly missed: string;
  readonly accessToken: string;
}

export async function loseAnswer(
  server: TestServer,
  session: OpenSession,
  place: Place = HOME,
): Promise<LostAnswer> {
  const answer = await present(server, session.refreshToken, place);
  if (answer.status !== 200) throw new Error(`no refresh: ${answer.text}`);
  const { refreshToken: parent, accessToken } = session;
  return { parent, missed: successorIn(answer), accessToken };
}

/** A login from a browser, and the mark that it was given. */
export async function loginFromBrowser(
  server: TestServer,
  account: Account,
  held?: string,
): Promise<OpenSession & { readonly device: string }> {
  const headers = {
    'sec-fetch-site': 'same-origin',
    origin: server.origin,
    ...(held === undefined ? {} : { cookie: `device=${held}` }),
  };
  const answer = await server.post(ROUTES.token, credentialsOf(account), headers);
  return {
    accessToken: answer.string('accessToken'),
    refreshToken: answer.cookie('refresh_token'),
    device: answer.cookie('device'),
  };
}

export async function expectReuse(
  server: TestServer,
  lost: LostAnswer,
  place: Place,
): Promise<void> {
  expectAnswer(await present(server, lost.parent, place), refusal);
  expectAnswer(await present(server, lost.missed, HOME), refusal);
  expect(await validation(server, lost.accessToken)).toBe(401);
}

export async function expectSuccessor(
  server: TestServer,
  lost: LostAnswer,
  place: Place,
): Promise<void> {
  const answer = await present(server, lost.parent, place);
  expect(answer.status).toBe(200);
  expect(successorIn(answer)).toBe(lost.missed);
  expect((await present(server, lost.missed, place)).status).toBe(200);
}
