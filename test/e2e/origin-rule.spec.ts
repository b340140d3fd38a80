import { type Account, newAccount, register } from './harness/accounts.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { fault, flagFault, FORBIDDEN } from './harness/expected-faults.js';
import { expectAnswer } from './harness/golden.js';
import { decode } from './harness/jwt.js';
import { ROUTES } from './harness/routes.js';
import { bearer, cookieHeader, login, type OpenSession, validation } from './harness/sessions.js';

type Headers = Readonly<Record<string, string>>;

const TRUSTED = 'https://app.example.com';
const EVIL = 'https://evil.example';
const OWN = 'http://auth.example:8080';
const host = { host: 'auth.example:8080' };

/** What a browser says about a request, and whether it may rely on a cookie. */
const PASSING: readonly (readonly [string, Headers])[] = [
  ['neither header', {}],
  ['the same origin', { 'sec-fetch-site': 'same-origin' }],
  ['the same site', { 'sec-fetch-site': 'same-site' }],
  ['no site: typed by the user', { 'sec-fetch-site': 'none' }],
  ['its own Origin', { ...host, origin: OWN }],
  ['its own Origin behind TLS', { ...host, origin: 'https://auth.example:8080' }],
  ['its own Origin from the same site', { ...host, origin: OWN, 'sec-fetch-site': 'same-site' }],
  ['a rewritten Host, same origin', { origin: EVIL, 'sec-fetch-site': 'same-origin' }],
  ['a listed Origin', { origin: TRUSTED }],
  ['a listed Origin across sites', { origin: TRUSTED, 'sec-fetch-site': 'cross-site' }],
];

const REFUSED: readonly (readonly [string, Headers])[] = [
  ['another site', { 'sec-fetch-site': 'cross-site' }],
  ['Origin null', { origin: 'null' }],
  ['Origin null from the same origin', { origin: 'null', 'sec-fetch-site': 'same-origin' }],
  ['Origin null from the same site', { origin: 'null', 'sec-fetch-site': 'same-site' }],
  ['a foreign Origin', { origin: EVIL }],
  ['a foreign Origin of the same site', { origin: EVIL, 'sec-fetch-site': 'same-site' }],
  ['its own Origin across sites', { ...host, origin: OWN, 'sec-fetch-site': 'cross-site' }],
  ['another port', { ...host, origin: 'http://auth.example:8081' }],
  ['no port where the Host has one', { ...host, origin: 'http://auth.example' }],
  ['a longer host', { ...host, origin: 'http://auth.example.evil:8080' }],
  ['a listed Origin, longer', { origin: `${TRUSTED}.evil` }],
  ['a listed Origin, by another scheme', { origin: 'http://app.example.com' }],
  ['its own Origin with a path', { ...host, origin: `${OWN}/page` }],
  ['its own Origin with a user', { ...host, origin: 'http://user@auth.example:8080' }],
  ['a Host with a user', { host: 'user@auth.example:8080', origin: OWN }],
  ['what is no Origin', { origin: 'nonsense' }],
];

onEachDatabase('requests that rely on a cookie', (database) => {
  const server = useServer(database, { settings: { corsOrigins: [TRUSTED] } });
  const account: Account = newAccount('browser');
  const open = (): Promise<OpenSession> => login(server(), 'bearer-cookie', account);

  beforeAll(() => register(server(), account));

  describe.each(PASSING)('pass with %s', (_name, headers) => {
    it('at refresh, at me and at logout', async () => {
      const { accessToken, refreshToken } = await open();
      const me = { ...cookieHeader(accessToken, 'Auth-Access-Token'), ...headers };
      expect((await server().get(ROUTES.me, me)).status).toBe(200);
      const refresh = { ...cookieHeader(refreshToken), ...headers };
      const renewed = await server().send({ path: ROUTES.refresh, headers: refresh });
      expect(renewed.status).toBe(200);
      const successor = { ...cookieHeader(renewed.cookie('refresh_token')), ...headers };
      expect((await server().send({ path: ROUTES.logout, headers: successor })).status).toBe(204);
    });
  });

  describe.each(REFUSED)('are refused with %s', (_name, headers) => {
    it('at refresh, at me and at logout, and nothing changes', async () => {
      const { accessToken, refreshToken } = await open();
      const me = { ...cookieHeader(accessToken, 'Auth-Access-Token'), ...headers };
      expectAnswer(await server().get(ROUTES.me, me), fault(ROUTES.me, FORBIDDEN));
      const cookies = { ...cookieHeader(refreshToken), ...headers };
      for (const path of [ROUTES.refresh, ROUTES.logout]) {
        expectAnswer(await server().send({ path, headers: cookies }), fault(path, FORBIDDEN));
      }
      expect(await validation(server(), accessToken)).toBe(200);
      const later = { path: ROUTES.refresh, headers: cookieHeader(refreshToken) };
      const successor = (await server().send(later)).cookie('refresh_token');
      expect(decode(successor).claims.gen).toBe(1);
    });
  });

  it('are refused before the cookie is looked at', async () => {
    const headers = { ...cookieHeader('forged'), origin: EVIL };
    expectAnswer(
      await server().send({ path: ROUTES.refresh, headers }),
      fault(ROUTES.refresh, FORBIDDEN),
    );
  });

  it("are refused in the success-flag contract's own words", async () => {
    const headers = { ...cookieHeader((await open()).refreshToken), origin: EVIL };
    const answer = await server().send({ path: ROUTES.flagRefresh, headers });
    expectAnswer(answer, flagFault(403, 'Forbidden.'));
  });

  it('are others than those with a token in the body or a Bearer', async () => {
    const { accessToken, refreshToken } = await open();
    const foreign = { origin: EVIL, 'sec-fetch-site': 'cross-site' };
    const withBearer = { ...foreign, ...bearer(accessToken) };
    expect((await server().get(ROUTES.me, withBearer)).status).toBe(200);
    const withCookie = { ...foreign, ...cookieHeader(refreshToken) };
    expect((await server().post(ROUTES.refresh, { refreshToken }, withCookie)).status).toBe(200);
    const leaving = { ...withCookie, ...bearer(accessToken) };
    expect((await server().send({ path: ROUTES.logout, headers: leaving })).status).toBe(204);
  });
});
