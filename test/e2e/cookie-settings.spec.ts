import { type Account, credentialsOf, register } from './harness/accounts.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { BEARER_COOKIE_TYPE, ROUTES } from './harness/routes.js';
import { validation } from './harness/sessions.js';

onEachDatabase('COOKIE_PREFIXES=on', (database) => {
  const server = useServer(database, { settings: { cookiePrefixes: true } });
  let account: Account;

  beforeAll(async () => {
    account = await register(server());
  });

  it('lets browsers keep cookies to this host and to TLS', async () => {
    const browser = { 'sec-fetch-site': 'same-origin' };
    const narrow = await server().post(ROUTES.token, credentialsOf(account), browser);
    expect(narrow.cookies.map(({ name }) => name)).toEqual([
      '__Secure-refresh_token',
      '__Secure-device',
    ]);
    const wide = await server().post(ROUTES.login, credentialsOf(account));
    expect(wide.cookies).toMatchObject([
      { name: '__Host-refresh_token', attributes: { Path: '/', Secure: true } },
    ]);
    expect(wide.cookies[0]?.attributes).not.toHaveProperty('Domain');
  });

  it('takes the token from the cookie of that name, and from no other', async () => {
    const login = await server().post(ROUTES.login, credentialsOf(account));
    const token = login.cookie('__Host-refresh_token');
    const refresh = (name: string) =>
      server().send({ path: ROUTES.refresh, headers: { cookie: `${name}=${token}` } });
    expect((await refresh('refresh_token')).status).toBe(401);
    expect((await refresh('__Host-refresh_token')).status).toBe(200);
  });

  it('takes back the cookies that it set', async () => {
    const login = await server().post(ROUTES.login, credentialsOf(account));
    const cookie = `__Host-refresh_token=${login.cookie('__Host-refresh_token')}`;
    const logout = await server().send({ path: ROUTES.logout, headers: { cookie } });
    expect(logout.status).toBe(204);
    expect(logout.cookies.map(({ name }) => name)).toContain('__Host-refresh_token');
    expect(await validation(server(), login.string('accessToken'))).toBe(401);
  });
});

onEachDatabase('REFRESH_TOKEN_IN_BODY=off', (database) => {
  const server = useServer(database, { settings: { refreshTokenInBody: false } });
  let account: Account;

  beforeAll(async () => {
    account = await register(server());
  });

  it.each([
    ['token-pair', ROUTES.token, {}],
    ['the combined login', ROUTES.login, {}],
    ['bearer-cookie', ROUTES.login, { accept: BEARER_COOKIE_TYPE }],
  ])('keeps the refresh token of %s to its cookie', async (_name, path, headers) => {
    const answer = await server().post(path, credentialsOf(account), headers);
    const token = answer.cookie('refresh_token');
    expect(answer.text).not.toContain(token);
    expect(answer.text).not.toContain('refreshToken');
    const byBody = await server().post(ROUTES.refresh, { refreshToken: token });
    expect(byBody.status).toBe(200);
    expect(byBody.text).not.toContain('refreshToken');
    expect(byBody.cookie('refresh_token')).not.toBe(token);
  });

  it('leaves it to contracts that have no cookie', async () => {
    const answer = await server().post(ROUTES.flagLogin, credentialsOf(account));
    const refreshToken = answer.string('data', 'refreshToken');
    const refreshed = await server().post(ROUTES.flagRefresh, { refreshToken });
    expect(refreshed.string('data', 'refreshToken')).not.toBe(refreshToken);
  });
});
