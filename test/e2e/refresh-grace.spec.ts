import { type Account, newAccount, register } from './harness/accounts.js';
import type { Answer } from './harness/answer.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { fault, INVALID_TOKEN } from './harness/expected-faults.js';
import { expectAnswer } from './harness/golden.js';
import { ROUTES } from './harness/routes.js';
import {
  cookieHeader,
  login,
  type OpenSession,
  refreshByBody,
  refreshByCookie,
  validation,
} from './harness/sessions.js';

const refusal = fault(ROUTES.refresh, INVALID_TOKEN);

onEachDatabase('presenting a refresh token again', (database) => {
  const server = useServer(database);
  const account: Account = newAccount('twotabs');
  const open = (): Promise<OpenSession> => login(server(), 'token-pair', account);

  beforeAll(() => register(server(), account));

  /** From where the session was never used. */
  const elsewhere = { 'user-agent': 'another/1' };
  const presentElsewhere = (refreshToken: string): Promise<Answer> =>
    server().post(ROUTES.refresh, { refreshToken }, elsewhere);

  async function refresh(token: string): Promise<string> {
    return (await refreshByBody(server(), token)).string('refreshToken');
  }

  it('gives the same successor to the bit within the grace', async () => {
    const { refreshToken } = await open();
    const successor = await refresh(refreshToken);
    server().clock.advance(20);
    expect(await refresh(refreshToken)).toBe(successor);
  });

  it('gives it by cookie too, with the life that is left', async () => {
    const { refreshToken } = await open();
    const first = (await refreshByCookie(server(), refreshToken)).cookies[0];
    server().clock.advance(10);
    const again = (await refreshByCookie(server(), refreshToken)).cookies[0];
    expect(again?.value).toBe(first?.value);
    expect(Number(again?.attributes['Max-Age'])).toBeLessThanOrEqual(604_790);
    expect(Number(again?.attributes['Max-Age'])).toBeGreaterThan(604_780);
  });

  it('gives it to whoever presents the parent, from anywhere', async () => {
    const { refreshToken } = await open();
    const successor = await refresh(refreshToken);
    server().clock.advance(29);
    const answer = await presentElsewhere(refreshToken);
    expect(answer.string('refreshToken')).toBe(successor);
  });

  it('lets the session go on from the successor', async () => {
    const { refreshToken } = await open();
    await refresh(refreshToken);
    const successor = await refresh(refreshToken);
    expect((await refreshByBody(server(), successor)).status).toBe(200);
  });

  it('beyond the grace, elsewhere, ends the session, its successor and its access tokens', async () => {
    const { refreshToken, accessToken } = await open();
    const successor = await refresh(refreshToken);
    server().clock.advance(31);
    expectAnswer(await presentElsewhere(refreshToken), refusal);
    expectAnswer(await refreshByBody(server(), successor), refusal);
    expect(await validation(server(), accessToken)).toBe(401);
  });

  it("spares the user's other sessions", async () => {
    const [reused, other] = [await open(), await open()];
    await refresh(reused.refreshToken);
    server().clock.advance(31);
    expectAnswer(await presentElsewhere(reused.refreshToken), refusal);
    expect((await refreshByBody(server(), other.refreshToken)).status).toBe(200);
    expect(await validation(server(), other.accessToken)).toBe(200);
  });

  it('does not slide: replays do not prolong the grace', async () => {
    const { refreshToken } = await open();
    const successor = await refresh(refreshToken);
    server().clock.advance(20);
    await refresh(refreshToken);
    server().clock.advance(15);
    expectAnswer(await presentElsewhere(refreshToken), refusal);
    expectAnswer(await refreshByBody(server(), successor), refusal);
  });

  it("is reuse when the successor's successor is out, however soon", async () => {
    const { refreshToken } = await open();
    const newest = await refresh(await refresh(refreshToken));
    expectAnswer(await refreshByBody(server(), refreshToken), refusal);
    expectAnswer(await refreshByBody(server(), newest), refusal);
  });

  it('by cookie beyond the grace, elsewhere, sets and clears no cookie', async () => {
    const { refreshToken } = await open();
    await refresh(refreshToken);
    server().clock.advance(31);
    const headers = { ...cookieHeader(refreshToken), ...elsewhere };
    expectAnswer(await server().send({ path: ROUTES.refresh, headers }), refusal);
  });
});

onEachDatabase('presenting a refresh token again, without grace', (database) => {
  const server = useServer(database, { settings: { refreshGrace: 0 } });
  const account: Account = newAccount('strict');

  beforeAll(() => register(server(), account));

  it('ends the session at once', async () => {
    const { refreshToken } = await login(server(), 'token-pair', account);
    const successor = (await refreshByBody(server(), refreshToken)).string('refreshToken');
    expectAnswer(await refreshByBody(server(), refreshToken), refusal);
    expectAnswer(await refreshByBody(server(), successor), refusal);
  });
});
