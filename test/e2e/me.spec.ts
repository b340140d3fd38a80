import { type Account, newAccount, register } from './harness/accounts.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { fault, INVALID_TOKEN, METHOD_NOT_ALLOWED } from './harness/expected-faults.js';
import { expectAnswer } from './harness/golden.js';
import { decode } from './harness/jwt.js';
import { ROUTES } from './harness/routes.js';
import { bearer, CONTRACTS, cookieHeader, login, type OpenSession } from './harness/sessions.js';
import { HOUR } from './harness/test-clock.js';

const refusal = fault(ROUTES.me, INVALID_TOKEN);

onEachDatabase('who am I', (database) => {
  const server = useServer(database);
  const account: Account = newAccount('Somebody');
  let session: OpenSession;

  beforeAll(() => register(server(), account));
  beforeEach(async () => {
    session = await login(server(), 'token-pair', account);
  });

  const profile = (): object => ({
    uid: decode(session.accessToken).claims.uid,
    username: account.username,
    email: account.email,
    displayName: account.displayName,
    roles: ['user'],
  });

  it.each(CONTRACTS)('is answered to the Bearer of a %s session', async (contract) => {
    const { accessToken } = await login(server(), contract, account);
    expectAnswer(await server().get(ROUTES.me, bearer(accessToken)), {
      status: 200,
      body: profile(),
    });
  });

  it('is answered to the cookie Auth-Access-Token', async () => {
    const headers = cookieHeader(session.accessToken, 'Auth-Access-Token');
    expectAnswer(await server().get(ROUTES.me, headers), { status: 200, body: profile() });
  });

  it('is answered to the good one of several cookies Auth-Access-Token', async () => {
    const cookie = `Auth-Access-Token=planted; Auth-Access-Token=${session.accessToken}`;
    expectAnswer(await server().get(ROUTES.me, { cookie }), { status: 200, body: profile() });
  });

  it('takes the scheme in any case, as RFC 9110 has it', async () => {
    const headers = { authorization: `bearer ${session.accessToken}` };
    expect((await server().get(ROUTES.me, headers)).status).toBe(200);
  });

  it.each<[string, () => Record<string, string>]>([
    ['nothing', () => ({})],
    ['a refresh token', () => bearer(session.refreshToken)],
    ['a refresh cookie', () => cookieHeader(session.refreshToken)],
    [
      'a refresh token in the access cookie',
      () => cookieHeader(session.refreshToken, 'Auth-Access-Token'),
    ],
    ['another scheme', () => ({ authorization: `Basic ${session.accessToken}` })],
    ['a bare token', () => ({ authorization: session.accessToken })],
    ['a truncated token', () => bearer(session.accessToken.slice(0, -4))],
    [
      'a forged Bearer beside a good cookie',
      () => ({ ...bearer('forged'), ...cookieHeader(session.accessToken, 'Auth-Access-Token') }),
    ],
  ])('is refused to %s', async (_name, headers) => {
    expectAnswer(await server().get(ROUTES.me, headers()), refusal);
  });

  it('tells a token that is missing from one that is not good (RFC 6750 §3)', async () => {
    const challenge = async (headers: Record<string, string>): Promise<string> =>
      (await server().get(ROUTES.me, headers)).header('www-authenticate');
    expect(await challenge({})).toBe('Bearer');
    expect(await challenge(bearer('forged'))).toBe('Bearer error="invalid_token"');
    expect(await challenge(bearer(session.refreshToken))).toBe('Bearer error="invalid_token"');
    const wrongPassword = { username: account.username, password: 'wrong' };
    const login = await server().post(ROUTES.token, wrongPassword);
    expect(login.header('www-authenticate')).toBe('Bearer');
    const refresh = await server().post(ROUTES.refresh, { refreshToken: 'forged' });
    expect(refresh.header('www-authenticate')).toBe('Bearer');
  });

  it('is refused to a token in the query string', async () => {
    const answer = await server().get(`${ROUTES.me}?access_token=${session.accessToken}`);
    expectAnswer(answer, refusal);
  });

  it('is refused to an expired token', async () => {
    const { accessToken } = session;
    server().clock.advance(HOUR);
    expectAnswer(await server().get(ROUTES.me, bearer(accessToken)), refusal);
  });

  it('is a GET', async () => {
    expectAnswer(await server().send({ path: ROUTES.me, method: 'PUT' }), {
      ...fault(ROUTES.me, METHOD_NOT_ALLOWED),
      headers: { allow: expect.stringContaining('GET') },
    });
  });
});
