import { type Account, newAccount, register } from './harness/accounts.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { fault, FORBIDDEN, INVALID_TOKEN } from './harness/expected-faults.js';
import { expectAnswer } from './harness/golden.js';
import { decode } from './harness/jwt.js';
import { ROUTES } from './harness/routes.js';
import { bearer, CONTRACTS, cookieHeader, login } from './harness/sessions.js';
import { HOUR } from './harness/test-clock.js';
import { setRoles } from './harness/user-rows.js';

const path = ROUTES.verify;

onEachDatabase('a proxy that asks whether to let a request through', (database) => {
  const server = useServer(database);
  const account: Account = newAccount('Zoë');

  beforeAll(() => register(server(), account));

  it.each(CONTRACTS)('hears of a good token of %s whose it is', async (contract) => {
    const { accessToken } = await login(server(), contract, account);
    const { claims } = decode(accessToken);
    const answer = await server().get(path, bearer(accessToken));
    expect({ status: answer.status, text: answer.text }).toEqual({ status: 200, text: '' });
    expect(answer.headers).toMatchObject({
      'cache-control': 'no-store',
      'x-auth-user-id': claims.uid,
      'x-auth-username': encodeURIComponent(account.username),
      'x-auth-session': claims.sid,
      'x-auth-client-id': claims.client_id,
      'x-auth-roles': 'user',
      'x-auth-expires': String(claims.exp),
    });
  });

  it('hears of roles apart, whatever their names', async () => {
    const roles = ['a,b', 'rôle', 'user'];
    const other = await register(server(), newAccount('other'));
    await setRoles(server(), other.username, roles);
    const { accessToken } = await login(server(), 'token-pair', other);
    const answer = await server().get(path, bearer(accessToken));
    expect(answer.header('x-auth-roles').split(',').map(decodeURIComponent)).toEqual(roles);
  });

  it('hears of a cookie too, unless another site’s page sent it', async () => {
    const { accessToken } = await login(server(), 'token-pair', account);
    const cookie = cookieHeader(accessToken, 'Auth-Access-Token');
    expect((await server().get(path, cookie)).status).toBe(200);
    const foreign = { ...cookie, origin: 'https://evil.example' };
    expectAnswer(await server().get(path, foreign), fault(path, FORBIDDEN));
  });

  it.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'])(
    'may add a path and ask by %s',
    async (method) => {
      const { accessToken } = await login(server(), 'token-pair', account);
      const request = { method, path: `${path}/orders/7?full=1` };
      const good = await server().send({ ...request, headers: bearer(accessToken) });
      expect(good.status).toBe(200);
      expect((await server().send({ ...request, headers: bearer('forged') })).status).toBe(401);
    },
  );

  it('is told how to authenticate, and nothing of whom a bad token names', async () => {
    const { accessToken } = await login(server(), 'token-pair', account);
    await server().send({ path: ROUTES.logout, headers: bearer(accessToken) });
    const expired = await login(server(), 'token-pair', account);
    for (const [headers, challenge] of [
      [{}, 'Bearer'],
      [bearer('forged'), 'Bearer error="invalid_token"'],
      [bearer(accessToken), 'Bearer error="invalid_token"'],
      [bearer(expired.refreshToken), 'Bearer error="invalid_token"'],
    ] as const) {
      const answer = await server().get(path, headers);
      expectAnswer(answer, fault(path, { ...INVALID_TOKEN, message: answer.string('message') }));
      expect(answer.header('www-authenticate')).toBe(challenge);
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('x-auth'))).toEqual([]);
    }
    server().clock.advance(HOUR);
    expect((await server().get(path, bearer(expired.accessToken))).status).toBe(401);
  });
});
