import { type Account, newAccount, register } from './harness/accounts.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { refreshCookie } from './harness/expected-cookies.js';
import { envelopeFault, fault, INVALID_TOKEN } from './harness/expected-faults.js';
import { expectAnswer } from './harness/golden.js';
import { decode, numeric } from './harness/jwt.js';
import { ROUTES } from './harness/routes.js';
import { login, refreshByBody, refreshByCookie } from './harness/sessions.js';
import { DAY, HOUR } from './harness/test-clock.js';

onEachDatabase('the life of a session', (database) => {
  const server = useServer(database);
  const account: Account = newAccount('sleeper');

  beforeAll(() => register(server(), account));

  it('ends when it is idle for seven days', async () => {
    const { refreshToken } = await login(server(), 'token-pair', account);
    server().clock.advance(7 * DAY + 2);
    expectAnswer(
      await refreshByCookie(server(), refreshToken),
      fault(ROUTES.refresh, INVALID_TOKEN),
    );
    expectAnswer(
      await refreshByBody(server(), refreshToken, ROUTES.envelopeRefresh),
      envelopeFault(ROUTES.envelopeRefresh, INVALID_TOKEN),
    );
  });

  it('goes on for seven days from each refresh', async () => {
    const { refreshToken } = await login(server(), 'token-pair', account);
    server().clock.advance(6 * DAY);
    const successor = (await refreshByCookie(server(), refreshToken)).cookie('refresh_token');
    server().clock.advance(6 * DAY);
    expect((await refreshByCookie(server(), successor)).status).toBe(200);
  });

  it('never passes thirty days after the login, as the cookie knows', async () => {
    let { refreshToken: token } = await login(server(), 'token-pair', account);
    const end = numeric(decode(token).claims, 'auth_time') + 30 * DAY;
    for (let day = 0; day < 30; day += 6) {
      expect(decode(token).claims.sxp).toBe(end);
      if (day > 0) server().clock.advance(6 * DAY);
      token = (await refreshByCookie(server(), token)).cookie('refresh_token');
    }
    server().clock.advance(5 * DAY);
    const [cookie] = (await refreshByCookie(server(), token)).cookies;
    const last = cookie?.value ?? '';
    expect(decode(last).claims.exp).toBe(end);
    expect(Math.abs(Number(cookie?.attributes['Max-Age']) - DAY)).toBeLessThanOrEqual(30);
    server().clock.advance(DAY + 60);
    expectAnswer(await refreshByCookie(server(), last), fault(ROUTES.refresh, INVALID_TOKEN));
  });
});

onEachDatabase('the life of a session, shortened by the operator', (database) => {
  const server = useServer(database, { settings: { sessionMaxAge: HOUR } });
  const account: Account = newAccount('hasty');

  beforeAll(() => register(server(), account));

  it('bounds the first refresh token and its cookie', async () => {
    const answer = await server().post(ROUTES.token, account);
    expect(answer.cookies).toEqual([refreshCookie('token-pair', expect.any(String), '3600')]);
    const { claims } = decode(answer.cookie('refresh_token'));
    expect(claims.exp).toBe(claims.sxp);
    expect(numeric(claims, 'sxp') - numeric(claims, 'auth_time')).toBe(HOUR);
  });

  it('ends the session though it is in use', async () => {
    const { refreshToken } = await login(server(), 'token-pair', account);
    server().clock.advance(HOUR - 60);
    const successor = (await refreshByCookie(server(), refreshToken)).cookie('refresh_token');
    server().clock.advance(61);
    expect((await refreshByCookie(server(), successor)).status).toBe(401);
  });
});
