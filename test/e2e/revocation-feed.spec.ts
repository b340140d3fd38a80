import { DataSource } from 'typeorm';
import { AuthError } from '../../src/errors/auth-error.js';
import { RevocationFeed } from '../../src/revocations/revocation-feed.js';
import { RevocationIndex } from '../../src/token-store/revocation-index.js';
import { type Revocation, RevocationLog } from '../../src/token-store/revocation-log.js';
import { Statements } from '../../src/tokens/statements.js';
import { type Account, register } from './harness/accounts.js';
import { onEachDatabase } from './harness/each-database.js';
import type { ThrowAwayDatabase } from '../databases.js';
import { decode } from './harness/jwt.js';
import { type FeedAnswer, openFeed } from './harness/revocation-feed.js';
import { ROUTES } from './harness/routes.js';
import { bearer, login } from './harness/sessions.js';
import { SigningKey } from './harness/signing-key.js';
import { HOUR, TestClock } from './harness/test-clock.js';
import { TestServer } from './harness/test-server.js';

const idsOf = ({ events }: FeedAnswer): readonly string[] => events.map((event) => event.sub_id.id);

onEachDatabase('the feed of revocations', (database) => {
  const key = SigningKey.rsa();
  let throwAway: ThrowAwayDatabase;
  let clock: TestClock;
  /** Two instances on one database. */
  let one: TestServer;
  let two: TestServer;
  let account: Account;

  beforeEach(async () => {
    throwAway = await database.create();
    clock = new TestClock();
    const boot = { databaseUrl: throwAway.url, key, clock };
    one = await TestServer.start(boot);
    two = await TestServer.start(boot);
    account = await register(one);
  });

  afterEach(async () => {
    await one.close();
    await two.close();
    await throwAway.drop();
  });

  afterAll(() => {
    key.remove();
  });

  const jwtFrom = (
    server: TestServer,
    cursor: string | null,
    wait = 0,
    signal = new AbortController().signal,
  ): Promise<string> => server.resolve(RevocationFeed).next({ cursor, wait: wait * 1000, signal });

  const ask = async (server: TestServer, cursor: string | null, wait = 0): Promise<FeedAnswer> =>
    openFeed(server, await jwtFrom(server, cursor, wait));

  async function logOut(server: TestServer): Promise<string> {
    const { accessToken } = await login(server, 'token-pair', account);
    await server.send({ path: ROUTES.logout, headers: bearer(accessToken) });
    return String(decode(accessToken).claims.sid);
  }

  const refresh = (server: TestServer): Promise<boolean> =>
    server.resolve(RevocationIndex).refresh();

  it('begins with everything that still matters, and goes on with what is new', async () => {
    const first = await logOut(one);
    await refresh(two);
    const snapshot = await ask(two, null);
    expect(snapshot).toMatchObject({ snapshot: true, more: false });
    expect(snapshot.events).toEqual([
      {
        jti: expect.stringMatching(/^[\w-]{22}\.1$/),
        type: 'session-revoked',
        sub_id: { format: 'opaque', id: first },
        event_timestamp: expect.any(Number),
        until: expect.any(Number),
        initiating_entity: 'user',
        reason_admin: 'logout',
      },
    ]);
    const second = await logOut(one);
    const news = await ask(two, snapshot.cursor, 10);
    expect(news).toMatchObject({ snapshot: false, more: false });
    expect(idsOf(news)).toEqual([second]);
    expect(idsOf(await ask(two, news.cursor))).toEqual([]);
  });

  it('leaves out what no living token is about', async () => {
    await logOut(one);
    clock.advance(HOUR + 3 * 60);
    await refresh(one);
    expect(idsOf(await ask(one, null))).toEqual([]);
  });

  it('goes on at another instance, which may be behind, without a snapshot or a gap', async () => {
    let { cursor } = await ask(one, null);
    const seen: string[] = [];
    const ended: string[] = [];
    for (let round = 0; round < 10; round += 1) {
      const [there, other] = round % 2 === 0 ? [one, two] : [two, one];
      ended.push(await logOut(there));
      await refresh(there);
      for (const server of [there, other]) {
        const answer = await ask(server, cursor);
        expect(answer.snapshot).toBe(false);
        seen.push(...idsOf(answer));
        cursor = answer.cursor;
      }
    }
    expect(seen).toEqual(ended);
  });

  it('waits for what another instance revokes', async () => {
    const { cursor } = await ask(two, null);
    const waiting = ask(two, cursor, 30);
    const ended = await logOut(one);
    expect(idsOf(await waiting)).toEqual([ended]);
  });

  it('does not wait for what was revoked while its first answer was made', async () => {
    const { cursor } = await ask(one, null);
    const statements = one.resolve(Statements);
    const sign = statements.sign.bind(statements);
    let ended = '';
    jest.spyOn(statements, 'sign').mockImplementationOnce(async (...statement) => {
      ended = await logOut(two);
      await refresh(one);
      return sign(...statement);
    });
    expect(idsOf(await ask(one, cursor, 600))).toEqual([ended]);
  });

  it('answers with nothing when the wait is over', async () => {
    const { cursor } = await ask(one, null);
    const answer = await ask(one, cursor, 1);
    expect(answer).toMatchObject({ snapshot: false, more: false, events: [] });
  });

  it('does not wait for a reader that has gone', async () => {
    const { cursor } = await ask(one, null);
    const gone = new AbortController();
    const waiting = jwtFrom(one, cursor, 600, gone.signal);
    gone.abort();
    expect(await openFeed(one, await waiting)).toMatchObject({ events: [] });
  });

  it('is read once and signed once for all who wait at the same place', async () => {
    const { cursor } = await ask(one, null);
    const read = jest.spyOn(one.resolve(RevocationLog), 'read');
    const waiting = Array.from({ length: 50 }, () => jwtFrom(one, cursor, 30));
    await logOut(two);
    const answers = new Set(await Promise.all(waiting));
    expect(answers.size).toBe(1);
    // Once for the index, once for the page.
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('comes in pages of 5,000 at most, each event once', async () => {
    const revokedAt = clock.now();
    const many = Array.from({ length: 12_000 }, (_, n): Revocation => ({
      kind: 'user',
      subject: `u${n}`,
      reason: 'user-disabled',
      revokedAt,
    }));
    const log = one.resolve(RevocationLog);
    for (let at = 0; at < many.length; at += 200) await log.append(many.slice(at, at + 200));
    await logOut(two);
    await refresh(one);
    const pages = [await ask(one, null)];
    for (let [page] = pages; page?.more; page = pages.at(-1)) {
      pages.push(await ask(one, page.cursor, 30));
    }
    expect(pages.map(({ snapshot }) => snapshot)).toEqual([true, false, false]);
    expect(Math.max(...pages.map(({ events }) => events.length))).toBeLessThanOrEqual(5000);
    const ids = pages.flatMap(idsOf);
    expect(ids).toHaveLength(12_001);
    expect(new Set(ids).size).toBe(12_001);
  });

  it('begins anew for a cursor that is too old', async () => {
    const { cursor } = await ask(one, null);
    clock.advance(HOUR + 3 * 60);
    await refresh(one);
    expect(await ask(one, cursor)).toMatchObject({ snapshot: true });
  });

  it.each([
    ['shorter than the cursor', 'UPDATE revocation_chains SET head = head - 1'],
    ['gone', 'DELETE FROM revocation_chains'],
  ])('begins anew when a backup is restored, whose chain is %s', async (_name, statement) => {
    await logOut(one);
    const ended = await logOut(one);
    await refresh(one);
    const { cursor } = await ask(one, null);
    await one.resolve(DataSource).query(statement);
    await refresh(one);
    const again = await ask(one, cursor);
    expect(again.snapshot).toBe(true);
    expect(idsOf(again)).not.toContain(ended);
    const later = await logOut(one);
    expect(idsOf(await ask(one, again.cursor, 10))).toEqual([later]);
  });

  it('begins anew for a reader that waits while a backup is restored', async () => {
    await logOut(one);
    await logOut(one);
    await refresh(one);
    const { cursor } = await ask(one, null);
    const waiting = ask(one, cursor, 30);
    await one.resolve(DataSource).query('UPDATE revocation_chains SET head = head - 1');
    expect(await waiting).toMatchObject({ snapshot: true });
  });

  it('says that it does not know, rather than that nothing is new, without a database', async () => {
    const { cursor } = await ask(one, null);
    const failing = jest
      .spyOn(one.resolve(RevocationLog), 'heads')
      .mockRejectedValue(new Error('away'));
    clock.advance(6);
    const refusal: unknown = await jwtFrom(one, cursor, 30).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(AuthError);
    expect(refusal).toMatchObject({ fault: { code: 'OVERLOADED' } });
    failing.mockRestore();
    const ended = await logOut(two);
    await refresh(one);
    expect(idsOf(await ask(one, cursor, 10))).toEqual([ended]);
  });

  it.each(['', 'x', '1~0', '2~1800000000'])('knows no cursor %j', async (cursor) => {
    const refusal: unknown = await jwtFrom(one, cursor).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ fault: { code: 'VALIDATION_FAILED' } });
  });
});
