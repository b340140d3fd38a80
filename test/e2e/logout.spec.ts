import { type Account, newAccount, register } from './harness/accounts.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { expectAllCookiesExpired } from './harness/expected-cookies.js';
import { fault, FORBIDDEN, INVALID_TOKEN } from './harness/expected-faults.js';
import { expectAnswer } from './harness/golden.js';
import type { HttpRequest } from './harness/http-client.js';
import { reissue } from './harness/jwt.js';
import { ROUTES } from './harness/routes.js';
import {
  bearer,
  CONTRACTS,
  cookieHeader,
  login,
  type OpenSession,
  refreshByBody,
  validation,
} from './harness/sessions.js';
import { DAY, HOUR } from './harness/test-clock.js';

const path = ROUTES.logout;

/** Every way a session's owner can be known. */
const CREDENTIALS: readonly (readonly [string, (session: OpenSession) => HttpRequest])[] = [
  ['the Bearer access token', ({ accessToken }) => ({ path, headers: bearer(accessToken) })],
  ['a refresh token in the body', ({ refreshToken }) => ({ path, json: { refreshToken } })],
  [
    'the cookie refresh_token',
    ({ refreshToken }) => ({ path, headers: cookieHeader(refreshToken) }),
  ],
  [
    'the cookie Auth-Refresh-Token',
    ({ refreshToken }) => ({ path, headers: cookieHeader(refreshToken, 'Auth-Refresh-Token') }),
  ],
  [
    'the cookie Auth-Access-Token',
    ({ accessToken }) => ({ path, headers: cookieHeader(accessToken, 'Auth-Access-Token') }),
  ],
];

const NO_CREDENTIALS: readonly (readonly [string, (session: OpenSession) => HttpRequest])[] = [
  ['a forged Bearer', () => ({ path, headers: bearer('forged.access.token') })],
  ['a refresh token as Bearer', ({ refreshToken }) => ({ path, headers: bearer(refreshToken) })],
  ['an access token in the body', ({ accessToken: a }) => ({ path, json: { refreshToken: a } })],
  ['a forged cookie', () => ({ path, headers: cookieHeader('forged') })],
  [
    'an access token as refresh_token',
    ({ accessToken }) => ({ path, headers: cookieHeader(accessToken) }),
  ],
  [
    'a refresh token as Auth-Access-Token',
    ({ refreshToken }) => ({ path, headers: cookieHeader(refreshToken, 'Auth-Access-Token') }),
  ],
  [
    'a forged Bearer beside a good cookie',
    ({ refreshToken }) => ({
      path,
      headers: { ...bearer('forged'), ...cookieHeader(refreshToken) },
    }),
  ],
  [
    'a forged Bearer beside a good body',
    ({ refreshToken }) => ({ path, headers: bearer('forged'), json: { refreshToken } }),
  ],
  [
    'a forged body beside a good cookie',
    ({ refreshToken }) => ({
      path,
      headers: cookieHeader(refreshToken),
      json: { refreshToken: 'forged' },
    }),
  ],
];

onEachDatabase('logout', (database) => {
  const server = useServer(database);
  const account: Account = newAccount('leaver');
  const open = (): Promise<OpenSession> => login(server(), 'token-pair', account);

  beforeAll(() => register(server(), account));

  async function expectClosed({ accessToken, refreshToken }: OpenSession): Promise<void> {
    expect(await validation(server(), accessToken)).toBe(401);
    expect((await server().get(ROUTES.me, bearer(accessToken))).status).toBe(401);
    expect((await refreshByBody(server(), refreshToken)).status).toBe(401);
  }

  async function expectOpen({ accessToken, refreshToken }: OpenSession): Promise<void> {
    expect(await validation(server(), accessToken)).toBe(200);
    expect((await refreshByBody(server(), refreshToken)).status).toBe(200);
  }

  it.each(CREDENTIALS)(
    'with %s ends the session and takes every cookie back',
    async (_n, with_) => {
      const session = await open();
      const answer = await server().send(with_(session));
      expect({ status: answer.status, text: answer.text }).toEqual({ status: 204, text: '' });
      expectAllCookiesExpired(answer.cookies);
      await expectClosed(session);
    },
  );

  it.each(CREDENTIALS)('with %s is 204 again when the session is closed', async (_n, with_) => {
    const session = await open();
    await server().send(with_(session));
    const again = await server().send(with_(session));
    expect(again.status).toBe(204);
    expectAllCookiesExpired(again.cookies);
  });

  it.each(NO_CREDENTIALS)('with %s is 401 and touches nothing', async (_name, with_) => {
    const session = await open();
    expectAnswer(await server().send(with_(session)), fault(path, INVALID_TOKEN));
    await expectOpen(session);
  });

  it.each([{ path }, { path, json: {} }])(
    'with nothing is 401 and names the route that some cookies are sent to: %o',
    async (request) => {
      const message = `No token. A refresh cookie is sent to POST ${ROUTES.refreshLogout}, which logs out by it.`;
      const expected = fault(path, { ...INVALID_TOKEN, message });
      expectAnswer(await server().send(request), {
        ...expected,
        headers: { 'www-authenticate': 'Bearer' },
      });
    },
  );

  it('tells a bad access token by the error of RFC 6750', async () => {
    const answer = await server().send({ path, headers: bearer('forged') });
    expect(answer.header('www-authenticate')).toBe('Bearer error="invalid_token"');
  });

  it('the Bearer counts before the body, and the body before the cookie', async () => {
    const [first, second, third] = [await open(), await open(), await open()];
    const withBody = {
      path,
      json: { refreshToken: second.refreshToken },
      headers: cookieHeader(third.refreshToken),
    };
    const all = { ...withBody, headers: { ...withBody.headers, ...bearer(first.accessToken) } };
    expect((await server().send(all)).status).toBe(204);
    expect(await validation(server(), first.accessToken)).toBe(401);
    expect(await validation(server(), second.accessToken)).toBe(200);
    expect((await server().send(withBody)).status).toBe(204);
    expect(await validation(server(), second.accessToken)).toBe(401);
    await expectOpen(third);
  });

  it("spares the user's other sessions", async () => {
    const [left, kept] = [await open(), await open()];
    await server().send({ path, headers: bearer(left.accessToken) });
    await expectOpen(kept);
  });

  it.each(['application/json', 'text/plain', 'application/x-www-form-urlencoded'])(
    'takes an empty body of type %s for none',
    async (type) => {
      const { accessToken } = await open();
      const headers = { ...bearer(accessToken), 'content-type': type };
      expect((await server().send({ path, headers, body: '' })).status).toBe(204);
    },
  );

  it('accepts an access token that expired within the life of its session', async () => {
    const session = await open();
    server().clock.advance(HOUR);
    expect(await validation(server(), session.accessToken)).toBe(401);
    const answer = await server().send({ path, headers: bearer(session.accessToken) });
    expect(answer.status).toBe(204);
    expect((await refreshByBody(server(), session.refreshToken)).status).toBe(401);
  });

  it('refuses an access token that outlived its session', async () => {
    const { accessToken } = await open();
    server().clock.advance(31 * DAY);
    expectAnswer(
      await server().send({ path, headers: bearer(accessToken) }),
      fault(path, INVALID_TOKEN),
    );
  });

  it('refuses an expired access token that somebody changed', async () => {
    const { accessToken } = await open();
    const claims = { exp: server().clock.seconds() - 1_000 };
    const untyped = reissue(server().key, accessToken, { header: { typ: 'JWT' }, claims });
    const answer = await server().send({ path, headers: bearer(untyped) });
    expectAnswer(answer, fault(path, INVALID_TOKEN));
  });
});

const elsewhere = ROUTES.refreshLogout;

onEachDatabase('logout where refresh cookies are sent to', (database) => {
  const server = useServer(database);
  const account: Account = newAccount('leaver');
  const open = (contract: (typeof CONTRACTS)[number] = 'token-pair') =>
    login(server(), contract, account);

  beforeAll(() => register(server(), account));

  const isOpen = async ({ accessToken }: OpenSession): Promise<boolean> =>
    (await validation(server(), accessToken)) === 200;

  it.each(CONTRACTS)('ends a %s session, by cookie and by body', async (contract) => {
    for (const carry of [
      (token: string) => ({ headers: cookieHeader(token) }),
      (token: string) => ({ headers: cookieHeader(token, 'Auth-Refresh-Token') }),
      (token: string) => ({ json: { refreshToken: token } }),
    ]) {
      const session = await open(contract);
      const request = { path: elsewhere, ...carry(session.refreshToken) };
      const answer = await server().send(request);
      expect({ status: answer.status, text: answer.text }).toEqual({ status: 204, text: '' });
      expectAllCookiesExpired(answer.cookies);
      expect(await isOpen(session)).toBe(false);
      const again = await server().send(request);
      expect(again.status).toBe(204);
      expectAllCookiesExpired(again.cookies);
    }
  });

  it.each<[string, (session: OpenSession) => object]>([
    ['nothing', () => ({})],
    ['a forged cookie', () => ({ headers: cookieHeader('forged') })],
    ['a Bearer', ({ accessToken }) => ({ headers: bearer(accessToken) })],
    [
      'an access cookie',
      ({ accessToken: a }) => ({ headers: cookieHeader(a, 'Auth-Access-Token') }),
    ],
    [
      'a forged body beside a good cookie',
      ({ refreshToken: r }) => ({ headers: cookieHeader(r), json: { refreshToken: 'forged' } }),
    ],
  ])('with %s is 401 and touches nothing', async (_name, with_) => {
    const session = await open();
    const answer = await server().send({ path: elsewhere, ...with_(session) });
    expectAnswer(answer, fault(elsewhere, INVALID_TOKEN));
    expect(await isOpen(session)).toBe(true);
  });

  it("refuses a cookie that another site's page sends, before anything else", async () => {
    const session = await open();
    const headers = { ...cookieHeader(session.refreshToken), 'sec-fetch-site': 'cross-site' };
    expectAnswer(await server().send({ path: elsewhere, headers }), fault(elsewhere, FORBIDDEN));
    expect(await isOpen(session)).toBe(true);
  });

  it('reads cookies in quotes, as the store of Java sends them', async () => {
    const session = await open();
    const cookie = `$Version="1"; refresh_token="${session.refreshToken}"; $Path="/"`;
    expect((await server().send({ path: ROUTES.refresh, headers: { cookie } })).status).toBe(200);
    const access = `Auth-Access-Token="${session.accessToken}"`;
    expect((await server().get(ROUTES.me, { cookie: access })).status).toBe(200);
    expect((await server().send({ path: elsewhere, headers: { cookie } })).status).toBe(204);
  });
});
