import { Logger } from '@nestjs/common';
import { Clock } from '../../src/clock/clock.js';
import { RevocationIndex } from '../../src/token-store/revocation-index.js';
import { TypeOrmTokenStore } from '../../src/token-store/typeorm-token-store.js';
import { connect, type Connection } from '../database/connect.js';
import { testDatabases, type ThrowAwayDatabase } from '../databases.js';

Logger.overrideLogger(false);

const HOUR = 3_600_000;

class TestClock extends Clock {
  time = 1_760_000_000_000;

  passed = 0;

  now(): number {
    return this.time;
  }

  override monotonic(): number {
    return this.passed;
  }

  pass(milliseconds: number): void {
    this.time += milliseconds;
    this.passed += milliseconds;
  }
}

describe.each(testDatabases())('the revocation index on $dialect', ({ create }) => {
  let database: ThrowAwayDatabase;
  let connection: Connection;
  let store: TypeOrmTokenStore;
  let clock: TestClock;
  let index: RevocationIndex;

  /** Ends a session as another instance would, whose clock may be off. */
  const revokeElsewhere = async (id: string, at = clock.now()) => {
    const now = clock.now();
    const expiry = { expiresAt: now + HOUR, absoluteExpiresAt: now + HOUR };
    const use = { address: '::1', userAgent: null };
    await store.open({ id, userId: 'u', contract: 'envelope', now, use, ...expiry });
    await store.revoke(id, 'logout', at);
  };

  beforeEach(async () => {
    database = await create();
    connection = await connect(database.url);
    store = new TypeOrmTokenStore(connection.session);
    clock = new TestClock();
    index = new RevocationIndex(store, clock);
  });

  afterEach(async () => {
    await index.onModuleDestroy();
    if (connection.dataSource.isInitialized) await connection.dataSource.destroy();
    await database.drop();
  });

  it('knows before it is ready what was revoked within the last hour', async () => {
    await revokeElsewhere('old', clock.now() - 2 * HOUR);
    await revokeElsewhere('recent', clock.now() - HOUR);
    await revokeElsewhere('latest');
    await index.onModuleInit();
    expect(index.has('recent')).toBe(true);
    expect(index.has('old')).toBe(false);
  });

  it('does not become ready without the database', async () => {
    await connection.dataSource.destroy();
    await expect(index.onModuleInit()).rejects.toThrow();
  });

  it('learns at the next poll what others revoked', async () => {
    await index.onModuleInit();
    await revokeElsewhere('theirs');
    expect(index.has('theirs')).toBe(false);
    await index.poll();
    expect(index.has('theirs')).toBe(true);
    expect(index.has('another')).toBe(false);
  });

  it('polls by itself', async () => {
    await revokeElsewhere('theirs');
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    const read = jest.spyOn(store, 'revokedSince');
    await index.onModuleInit();
    jest.advanceTimersByTime(500);
    jest.useRealTimers();
    await index.poll();
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('sees revocations that carry an earlier time than the last poll', async () => {
    await index.onModuleInit();
    await index.poll();
    await revokeElsewhere('late', clock.now() - 59_000);
    await index.poll();
    expect(index.has('late')).toBe(true);
  });

  it('knows its own revocations at once', () => {
    index.note('mine');
    expect(index.has('mine')).toBe(true);
  });

  it('forgets once no access token can be alive', async () => {
    await revokeElsewhere('theirs');
    await index.onModuleInit();
    clock.pass(HOUR);
    await index.poll();
    expect(index.has('theirs')).toBe(true);
    clock.pass(HOUR);
    await revokeElsewhere('later');
    await index.poll();
    await index.poll();
    expect(index.has('theirs')).toBe(false);
  });

  it('forgets nothing when the clock is set two hours forward for a moment, and back', async () => {
    await index.onModuleInit();
    await revokeElsewhere('before');
    await index.poll();
    clock.time += 2 * HOUR;
    await index.poll();
    await revokeElsewhere('meanwhile');
    clock.time -= 2 * HOUR;
    await revokeElsewhere('after');
    await index.poll();
    expect(['before', 'meanwhile', 'after'].map((id) => index.has(id))).toEqual([true, true, true]);
  });

  it.each([-10 * 60_000, 10 * 60_000])(
    'sees what an instance revokes whose clock is off by %i ms',
    async (skew) => {
      await index.onModuleInit();
      await revokeElsewhere('first');
      await index.poll();
      await revokeElsewhere('theirs', clock.now() + skew);
      await index.poll();
      await revokeElsewhere('ours');
      await index.poll();
      expect([index.has('theirs'), index.has('ours')]).toEqual([true, true]);
    },
  );

  it('knows again what it had forgotten when the clock goes back', async () => {
    await revokeElsewhere('theirs');
    await index.onModuleInit();
    clock.pass(2 * HOUR);
    await revokeElsewhere('later');
    await index.poll();
    await index.poll();
    expect(index.has('theirs')).toBe(false);
    clock.time -= 2 * HOUR;
    await index.poll();
    expect(index.has('theirs')).toBe(true);
  });

  it('remembers what a fast clock stamped until its own is as far', async () => {
    await revokeElsewhere('early', clock.now() + 2 * HOUR);
    await index.onModuleInit();
    await revokeElsewhere('later', clock.now() + 3 * HOUR);
    clock.pass(2.5 * HOUR);
    await index.poll();
    await index.poll();
    expect(index.has('early')).toBe(true);
  });

  it('reads all that counts though its own clock is hours ahead', async () => {
    await revokeElsewhere('theirs');
    clock.time += 3 * HOUR;
    await index.onModuleInit();
    expect(index.has('theirs')).toBe(true);
  });

  it('goes on with what it knows while the database is away, and tells its age', async () => {
    await revokeElsewhere('theirs');
    expect(index.ageMs()).toBe(Infinity);
    await index.onModuleInit();
    expect(index.ageMs()).toBe(0);
    await connection.dataSource.destroy();
    clock.pass(5000);
    await index.poll();
    expect(index.has('theirs')).toBe(true);
    expect(index.ageMs()).toBe(5000);
  });

  it('catches up after any time without the database', async () => {
    await index.onModuleInit();
    const failing = jest.spyOn(store, 'revokedSince').mockRejectedValue(new Error('away'));
    await revokeElsewhere('theirs');
    clock.pass(HOUR / 2);
    await index.poll();
    failing.mockRestore();
    await index.poll();
    expect(index.has('theirs')).toBe(true);
    expect(index.ageMs()).toBe(0);
  });

  it('never polls beside itself', async () => {
    await revokeElsewhere('theirs');
    await index.onModuleInit();
    const read = jest.spyOn(store, 'revokedSince');
    await Promise.all([index.poll(), index.poll(), index.poll()]);
    expect(read).toHaveBeenCalledTimes(1);
  });
});
