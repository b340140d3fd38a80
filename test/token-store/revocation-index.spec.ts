import { Logger } from '@nestjs/common';
import { Clock } from '../../src/clock/clock.js';
import { RevocationIndex } from '../../src/token-store/revocation-index.js';
import { TypeOrmRevocationLog } from '../../src/token-store/typeorm-revocation-log.js';
import { connect, type Connection } from '../database/connect.js';
import { openSession } from './open-session.js';
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
  let store: TypeOrmRevocationLog;
  let clock: TestClock;
  let index: RevocationIndex;

  /** As another instance would, whose clock may be off. */
  const revokeElsewhere = async (subject: string, revokedAt = clock.now()) => {
    await openSession(connection, subject);
    const elsewhere = new TypeOrmRevocationLog(connection.session, connection.unitOfWork);
    const revocation = { kind: 'session', subject, reason: 'logout', revokedAt } as const;
    expect(await elsewhere.append([revocation])).toEqual([true]);
  };

  beforeEach(async () => {
    database = await create();
    connection = await connect(database.url);
    store = new TypeOrmRevocationLog(connection.session, connection.unitOfWork);
    clock = new TestClock();
    index = new RevocationIndex(store, clock);
  });

  afterEach(async () => {
    await index.onModuleDestroy();
    if (connection.dataSource.isInitialized) await connection.dataSource.destroy();
    await database.drop();
  });

  it('knows before it is ready what was revoked within the last hour', async () => {
    await revokeElsewhere('recent', clock.now() - HOUR);
    await revokeElsewhere('latest');
    await index.onModuleInit();
    expect(index.has('recent')).toBe(true);
    expect(index.has('latest')).toBe(true);
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
    const read = jest.spyOn(store, 'heads');
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
    const revokedAt = clock.now();
    index.learn([{ kind: 'session', subject: 'mine', reason: 'logout', revokedAt }]);
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
    const failing = jest.spyOn(store, 'heads').mockRejectedValue(new Error('away'));
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
    const read = jest.spyOn(store, 'heads');
    await Promise.all([index.poll(), index.poll(), index.poll()]);
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('tells those who watch of what is new, and of nothing else', async () => {
    await index.onModuleInit();
    let told = 0;
    index.onProgress(() => {
      told += 1;
    });
    await index.poll();
    expect(told).toBe(0);
    await revokeElsewhere('theirs');
    await index.poll();
    await index.poll();
    expect(told).toBe(1);
  });

  it('covers what was issued to a user until the user was disabled, and nothing later', async () => {
    const revokedAt = clock.now();
    const revocation = {
      kind: 'user',
      subject: 'ana',
      reason: 'user-disabled',
      revokedAt,
    } as const;
    await store.append([revocation]);
    await index.onModuleInit();
    expect(index.covers('user', 'ana', revokedAt)).toBe(true);
    expect(index.covers('user', 'ana', revokedAt + 1)).toBe(false);
    expect(index.covers('user', 'bea', revokedAt)).toBe(false);
    expect(index.covers('client', 'ana', revokedAt)).toBe(false);
  });

  it('reads a log of more than a page', async () => {
    const revokedAt = clock.now();
    const subjects = Array.from({ length: 12_001 }, (_, n) => `user-${n}`);
    for (let at = 0; at < subjects.length; at += 200) {
      await store.append(
        subjects
          .slice(at, at + 200)
          .map((subject) => ({ kind: 'user', subject, reason: 'user-disabled', revokedAt })),
      );
    }
    await index.onModuleInit();
    expect(subjects.filter((each) => !index.covers('user', each, revokedAt))).toEqual([]);
  });

  it('reads a chain again that a restored backup made shorter', async () => {
    await revokeElsewhere('before');
    await index.onModuleInit();
    await connection.session.execute('DELETE FROM revocations', []);
    await connection.session.execute('UPDATE revocation_chains SET head = 0', []);
    await index.poll();
    await revokeElsewhere('after');
    await index.poll();
    expect([index.has('before'), index.has('after')]).toEqual([true, true]);
  });
});
