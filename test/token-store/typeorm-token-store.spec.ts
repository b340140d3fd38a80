import type { Opening } from '../../src/token-store/token-store.js';
import { TypeOrmRevocationLog } from '../../src/token-store/typeorm-revocation-log.js';
import { TypeOrmTokenStore } from '../../src/token-store/typeorm-token-store.js';
import { connect, type Connection } from '../database/connect.js';
import { testDatabases, type ThrowAwayDatabase } from '../databases.js';

const NOW = 1_760_000_000_123;
const WEEK = 7 * 86_400_000;
const home = { address: '2001:db8::1', userAgent: 'Firefox' };
const away = { address: '192.0.2.7', userAgent: null };

const opening: Opening = {
  id: '0190a000-0000-7000-8000-00000000000a',
  userId: 'alice',
  contract: 'token-pair',
  amr: 'pwd',
  now: NOW,
  expiresAt: NOW + WEEK,
  absoluteExpiresAt: NOW + 4 * WEEK,
  use: home,
};

const rotation = {
  id: opening.id,
  generation: 0,
  now: NOW + 1000,
  expiresAt: NOW + 1000 + WEEK,
  use: { ...away, device: 'digest-of-a-device' },
};

describe.each(testDatabases())('the token store on $dialect', ({ create, dialect }) => {
  let database: ThrowAwayDatabase;
  let one: Connection;
  /** Another instance of the server. */
  let two: Connection;
  let store: TypeOrmTokenStore;

  const open = async (...others: readonly Partial<Opening>[]) => {
    for (const other of others) await store.open({ ...opening, ...other });
  };
  const revoke = (subject: string) =>
    new TypeOrmRevocationLog(one.session, one.unitOfWork).append([
      { kind: 'session', subject, reason: 'logout', revokedAt: NOW },
    ]);
  const whereabouts = async () =>
    one.session.select(
      'SELECT issued_address, issued_user_agent, last_address, last_user_agent FROM refresh_tokens',
      [],
    );

  beforeAll(async () => {
    database = await create();
    one = await connect(database.url);
    two = await connect(database.url);
    store = new TypeOrmTokenStore(one.session);
  });

  beforeEach(async () => {
    await one.session.execute('DELETE FROM refresh_tokens', []);
  });

  afterAll(async () => {
    await one.dataSource.destroy();
    await two.dataSource.destroy();
    await database.drop();
  });

  it('opens a session at generation 0', async () => {
    await open({});
    expect(await store.find(opening.id)).toEqual({
      id: opening.id,
      userId: 'alice',
      contract: 'token-pair',
      amr: 'pwd',
      generation: 0,
      createdAt: NOW,
      rotatedAt: NOW,
      expiresAt: NOW + WEEK,
      absoluteExpiresAt: NOW + 4 * WEEK,
      revokedAt: null,
      revokedReason: null,
      lastAddress: home.address,
      lastUserAgent: home.userAgent,
      lastDevice: null,
    });
    expect(await store.find('another')).toBeNull();
  });

  it('moves a session on for the token of its generation', async () => {
    await open({});
    expect(await store.rotate(rotation)).toBe(true);
    expect(await store.find(opening.id)).toMatchObject({
      generation: 1,
      createdAt: NOW,
      rotatedAt: rotation.now,
      expiresAt: rotation.expiresAt,
      lastAddress: away.address,
      lastUserAgent: away.userAgent,
      lastDevice: rotation.use.device,
    });
  });

  it('keeps where a session was opened and where it was last used from', async () => {
    await open({});
    await store.rotate(rotation);
    expect(await whereabouts()).toEqual([
      {
        issued_address: '2001:db8::1',
        issued_user_agent: 'Firefox',
        last_address: '192.0.2.7',
        last_user_agent: null,
      },
    ]);
  });

  it('keeps no more of a user agent than 256 well-formed code points', async () => {
    await open({ use: { address: '::1', userAgent: `\ud800${'😀'.repeat(300)}` } });
    const userAgent = `\ufffd${'😀'.repeat(255)}`;
    expect(await whereabouts()).toMatchObject([{ issued_user_agent: userAgent }]);
  });

  it.each([
    ['generation', { generation: 1 }],
    ['session', { id: 'another' }],
    ['time', { now: opening.expiresAt }],
  ])('does not move a session on for the wrong %s', async (_, wrong) => {
    await open({});
    expect(await store.rotate({ ...rotation, ...wrong })).toBe(false);
    expect(await store.find(opening.id)).toMatchObject({ generation: 0, rotatedAt: NOW });
  });

  it('does not move a revoked session on', async () => {
    await open({});
    await revoke(opening.id);
    expect(await store.rotate(rotation)).toBe(false);
  });

  it('has one winner of 32 parallel rotations, in each of 20 generations', async () => {
    const stores = [store, new TypeOrmTokenStore(two.session)];
    await open({});
    for (let generation = 0; generation < 20; generation += 1) {
      const rotations = Array.from({ length: 16 }, () =>
        stores.map((each) => each.rotate({ ...rotation, generation })),
      );
      const won = await Promise.all(rotations.flat());
      expect(won.filter(Boolean)).toHaveLength(1);
    }
    expect((await store.find(opening.id))?.generation).toBe(20);
  });

  it('knows what a user has open', async () => {
    await open({ id: 'a' }, { id: 'b' }, { id: 'c' }, { id: 'd', userId: 'bob' });
    await revoke('c');
    expect((await store.openSessionsOf('alice')).toSorted()).toEqual(['a', 'b']);
  });

  it('counts what is open, and estimates it from a sample where there is more', async () => {
    await open({ id: 'a' }, { id: 'b', userId: 'bob' }, { id: 'ended' }, { id: 'c' });
    await open({ id: 'expired', expiresAt: NOW - 1 });
    await revoke('ended');
    expect(await store.estimateOpen(NOW, { sample: 4, most: 100 })).toBe(3);
    expect(await store.estimateOpen(NOW + WEEK, { sample: 4, most: 100 })).toBe(0);
    await open({ id: 'late', expiresAt: NOW + 3 * WEEK }, { id: 'd', expiresAt: NOW + 2 * WEEK });
    // Of the first four one has ended, and there are six.
    expect(await store.estimateOpen(NOW, { sample: 4, most: 100 })).toBe(5);
    expect(await store.estimateOpen(NOW, { sample: 4, most: 5 })).toBe(4);
  });

  it('forgets what a failed unit of work did', async () => {
    await open({});
    const work = one.unitOfWork.run(async () => {
      await open({ id: 'b' });
      await store.rotate(rotation);
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(await store.find(opening.id)).toMatchObject({ generation: 0, revokedAt: null });
    expect(await store.find('b')).toBeNull();
  });

  it.each([
    ['SELECT * FROM refresh_tokens WHERE id = ?', /PRIMARY|sqlite_autoindex/],
    ['SELECT id FROM refresh_tokens WHERE user_id = ?', /refresh_tokens_user_id/],
    [
      'SELECT id FROM refresh_tokens WHERE expires_at < ? ORDER BY expires_at LIMIT 5',
      /refresh_tokens_expires_at/,
    ],
  ])('answers by an index: %s', async (sql, index) => {
    await open(...Array.from({ length: 30 }, (_, i) => ({ id: `s${i}`, userId: `u${i}` })));
    const explain = dialect === 'sqlite' ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN';
    const plan = await one.session.select(`${explain} ${sql}`, [sql.includes('_id') ? 'u1' : 's1']);
    expect(JSON.stringify(plan)).toMatch(index);
  });
});
