import type { Opening } from '../../src/token-store/token-store.js';
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
      generation: 0,
      createdAt: NOW,
      rotatedAt: NOW,
      expiresAt: NOW + WEEK,
      absoluteExpiresAt: NOW + 4 * WEEK,
      revokedAt: null,
      revokedReason: null,
      lastUse: { ...home, device: null },
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
      lastUse: rotation.use,
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
    await store.revoke(opening.id, 'logout', NOW);
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

  it('revokes a session once, and keeps the first reason', async () => {
    await open({});
    expect(await store.revoke(opening.id, 'reuse', NOW + 1)).toBe(true);
    expect(await store.revoke(opening.id, 'logout', NOW + 2)).toBe(false);
    expect(await store.revoke('another', 'logout', NOW)).toBe(false);
    expect(await store.find(opening.id)).toMatchObject({
      revokedAt: NOW + 1,
      revokedReason: 'reuse',
    });
  });

  it('revokes what a user has open and nothing else', async () => {
    await open({ id: 'a' }, { id: 'b' }, { id: 'c' }, { id: 'd', userId: 'bob' });
    await store.revoke('c', 'logout', NOW);
    const ended = await store.revokeAllOf('alice', 'user-disabled', NOW + 1);
    expect(ended.toSorted()).toEqual(['a', 'b']);
    expect(await store.find('c')).toMatchObject({ revokedReason: 'logout' });
    expect(await store.find('d')).toMatchObject({ revokedAt: null });
    expect(await store.revokeAllOf('alice', 'user-disabled', NOW + 2)).toEqual([]);
  });

  it('tells what was revoked since a moment, that moment included', async () => {
    await open({ id: 'a' }, { id: 'b' }, { id: 'c' });
    await store.revoke('a', 'logout', NOW - 1);
    await store.revoke('b', 'logout', NOW);
    expect(await store.revokedSince(NOW)).toEqual([{ sessionId: 'b', revokedAt: NOW }]);
  });

  it('sweeps the sessions that expired before a moment, so many at once', async () => {
    const expired = ['a', 'b', 'c'].map((id, i) => ({ id, expiresAt: NOW - 10 + i }));
    await open(...expired, { id: 'd', expiresAt: NOW }, { id: 'e' });
    expect(await store.sweep(NOW, 2)).toBe(2);
    expect(await store.find('c')).not.toBeNull();
    expect(await store.sweep(NOW, 2)).toBe(1);
    expect(await store.sweep(NOW, 2)).toBe(0);
    expect(await store.find('d')).not.toBeNull();
    expect(await store.find('e')).not.toBeNull();
  });

  it('lets several instances sweep at once', async () => {
    await open(...Array.from({ length: 40 }, (_, i) => ({ id: `s${i}`, expiresAt: NOW - i - 1 })));
    const swept = await Promise.all(Array.from({ length: 4 }, () => store.sweep(NOW, 40)));
    expect(swept.reduce((sum, count) => sum + count, 0)).toBe(40);
  });

  it('forgets what a failed unit of work did', async () => {
    await open({});
    const work = one.unitOfWork.run(async () => {
      await open({ id: 'b' });
      await store.rotate(rotation);
      await store.revoke(opening.id, 'logout', NOW);
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(await store.find(opening.id)).toMatchObject({ generation: 0, revokedAt: null });
    expect(await store.find('b')).toBeNull();
  });

  it.each([
    ['SELECT * FROM refresh_tokens WHERE id = ?', /PRIMARY|sqlite_autoindex/],
    ['SELECT id FROM refresh_tokens WHERE user_id = ?', /refresh_tokens_user_id/],
    ['SELECT id FROM refresh_tokens WHERE revoked_at >= ?', /refresh_tokens_revoked_at/],
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
