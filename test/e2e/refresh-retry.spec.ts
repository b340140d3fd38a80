import { AccountStatus } from '../../src/accounts/account-status.js';
import { idOf } from './harness/administration.js';
import { type Account, newAccount, register } from './harness/accounts.js';
import { auditedTypes } from './harness/audited-types.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { fault, INVALID_TOKEN } from './harness/expected-faults.js';
import { expectAnswer } from './harness/golden.js';
import { decode } from './harness/jwt.js';
import {
  BEHIND_PROXY,
  CAFE,
  expectReuse,
  expectSuccessor,
  headersOf,
  HOME,
  LID,
  loseAnswer,
  type LostAnswer,
  type Place,
  present,
  successorIn,
} from './harness/lost-answers.js';
import { ROUTES } from './harness/routes.js';
import { bearer, CONTRACTS, login, validation } from './harness/sessions.js';
import { DAY, HOUR, MINUTE } from './harness/test-clock.js';

const refusal = fault(ROUTES.refresh, INVALID_TOKEN);

onEachDatabase('a lost answer that is asked for again after the grace', (database) => {
  const server = useServer(database, { settings: BEHIND_PROXY });
  const account: Account = newAccount('lid');
  const lose = async (place: Place = HOME): Promise<LostAnswer> =>
    loseAnswer(server(), await login(server(), 'token-pair', account), place);

  beforeAll(() => register(server(), account));

  it.each(CONTRACTS)('comes to the bit, and a %s session goes on', async (contract) => {
    const lost = await loseAnswer(server(), await login(server(), contract, account));
    server().clock.advance(LID);
    await expectSuccessor(server(), lost, HOME);
    expect(await validation(server(), lost.accessToken)).toBe(200);
  });

  it('comes as often as it is lost, until it is used', async () => {
    const lost = await lose();
    for (let time = 0; time < 3; time += 1) {
      server().clock.advance(HOUR);
      expect(successorIn(await present(server(), lost.parent, HOME))).toBe(lost.missed);
    }
    await expectSuccessor(server(), lost, HOME);
  });

  it('comes where the client names no user agent at either time', async () => {
    const { address } = HOME;
    const lost = await lose({ address });
    server().clock.advance(LID);
    await expectSuccessor(server(), lost, { address });
  });

  it('comes in the cookie too, with the life that is left', async () => {
    const lost = await lose();
    server().clock.advance(HOUR);
    const { 'x-forwarded-for': address = '', 'user-agent': agent = '' } = headersOf(HOME);
    const headers = {
      'x-forwarded-for': address,
      'user-agent': agent,
      cookie: `refresh_token=${lost.parent}`,
    };
    const answer = await server().send({ path: ROUTES.refresh, headers });
    expect(answer.cookie('refresh_token')).toBe(lost.missed);
    const left = Number(answer.cookies[0]?.attributes['Max-Age']);
    expect(left).toBeLessThanOrEqual(7 * DAY - HOUR);
    expect(left).toBeGreaterThan(7 * DAY - HOUR - MINUTE);
  });

  it.each<[string, string, string]>([
    ['another host of the /64', '2001:db8:1:2::a', '2001:db8:1:2:ffff::b'],
    ['the same address, written as IPv6', '203.0.113.9', '::ffff:203.0.113.9'],
  ])('comes from the same network: %s', async (_, first, later) => {
    const lost = await lose({ ...HOME, address: first });
    server().clock.advance(LID);
    await expectSuccessor(server(), lost, { ...HOME, address: later });
  });

  it('comes to a very long user agent, of which a part is kept', async () => {
    const place = { ...HOME, userAgent: `Firefox ${'x'.repeat(1000)}` };
    const lost = await lose(place);
    server().clock.advance(LID);
    await expectSuccessor(server(), lost, place);
  });

  it.each<[string, Place]>([
    ['another network', { ...HOME, address: CAFE }],
    ['another /64', { ...HOME, address: '2001:db8:1:2::a' }],
    ['another user agent', { ...HOME, userAgent: 'curl/8' }],
    ['no user agent', { address: HOME.address }],
    ['another spelling of the user agent', { ...HOME, userAgent: 'firefox/140' }],
    ['a device that was never marked', { ...HOME, address: CAFE, device: 'A'.repeat(22) }],
  ])('is reuse from %s', async (_, place) => {
    const lost = await lose();
    server().clock.advance(LID);
    await expectReuse(server(), lost, place);
  });

  it('is reuse from where the session began, when another place rotated it', async () => {
    const { refreshToken, accessToken } = await login(server(), 'token-pair', account);
    const second = successorIn(await present(server(), refreshToken, HOME));
    const thief = { address: CAFE, userAgent: 'curl/8' };
    const lost = await loseAnswer(server(), { refreshToken: second, accessToken }, thief);
    server().clock.advance(LID);
    await expectReuse(server(), lost, HOME);
  });

  it('is reuse when the successor was used, even from the same place', async () => {
    const lost = await lose();
    const newest = successorIn(await present(server(), lost.missed, HOME));
    server().clock.advance(LID);
    await expectReuse(server(), { ...lost, missed: newest }, HOME);
  });

  it('is reuse when it is the parent of a parent', async () => {
    const first = await lose();
    const second = await loseAnswer(server(), { ...first, refreshToken: first.missed });
    const third = await loseAnswer(server(), { ...first, refreshToken: second.missed });
    server().clock.advance(LID);
    await expectReuse(server(), { ...third, parent: first.parent }, HOME);
  });

  it('comes until 24 hours have passed since the rotation, and not longer', async () => {
    const [early, late] = [await lose(), await lose()];
    server().clock.advance(DAY - MINUTE);
    await expectSuccessor(server(), early, HOME);
    expect((await present(server(), late.parent, HOME)).status).toBe(200);
    // What was asked for again in between prolongs nothing.
    server().clock.advance(2 * MINUTE);
    await expectReuse(server(), late, HOME);
  });

  it('is within the grace for everybody, which leaves the later rule as it is', async () => {
    const elsewhere = { address: CAFE, userAgent: 'curl/8' };
    const lost = await lose();
    expect(successorIn(await present(server(), lost.parent, elsewhere))).toBe(lost.missed);
    server().clock.advance(LID);
    await expectSuccessor(server(), lost, HOME);
    const other = await lose();
    expect((await present(server(), other.parent, elsewhere)).status).toBe(200);
    server().clock.advance(LID);
    await expectReuse(server(), other, elsewhere);
  });

  it('does not come after a logout', async () => {
    const lost = await lose();
    await server().send({ path: ROUTES.logout, headers: bearer(lost.accessToken) });
    server().clock.advance(LID);
    expectAnswer(await present(server(), lost.parent, HOME), refusal);
  });

  it('does not come to a disabled user', async () => {
    const other = await register(server(), newAccount('shut'));
    const lost = await loseAnswer(server(), await login(server(), 'token-pair', other));
    server().clock.advance(LID);
    const operator = { requestId: 'test', address: 'test', userAgent: null };
    await server()
      .resolve(AccountStatus)
      .disable(await idOf(server(), other.username), operator);
    expectAnswer(await present(server(), lost.parent, HOME), refusal);
  });

  it('forks nothing while many ask and one goes on', async () => {
    const lost = await lose();
    server().clock.advance(LID);
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, index) =>
        present(server(), index === 12 ? lost.missed : lost.parent, HOME),
      ),
    );
    const generations = answers
      .filter(({ status }) => status === 200)
      .map((answer) => decode(successorIn(answer)));
    expect(new Set(generations.map(({ claims }) => claims.gen)).size).toBeLessThanOrEqual(2);
    for (const generation of [1, 2]) {
      const made = generations.filter(({ claims }) => claims.gen === generation);
      expect(new Set(made.map(({ claims }) => claims.jti)).size).toBeLessThanOrEqual(1);
    }
  });

  it('is told apart from the grace and from reuse by the audit', async () => {
    const watched = await register(server(), newAccount('watched'));
    const lost = await loseAnswer(server(), await login(server(), 'token-pair', watched));
    await present(server(), lost.parent, HOME);
    server().clock.advance(LID);
    await present(server(), lost.parent, HOME);
    await present(server(), lost.parent, { ...HOME, address: CAFE });
    expect((await auditedTypes(server().databaseUrl, watched.username)).slice(2)).toEqual([
      'session-refreshed',
      // The login came from elsewhere.
      'session-moved',
      'refresh-replayed',
      'refresh-retried',
      'refresh-reused',
      'session-revoked',
    ]);
  });
});
