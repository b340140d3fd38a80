import { Logger } from '@nestjs/common';
import { AppConfig } from '../../src/config/app-config.js';
import type { DatabaseSession } from '../../src/database/database-session.js';
import { Sweep } from '../../src/database/sweep.js';
import { testDatabases, type ThrowAwayDatabase } from '../databases.js';
import { TestClock } from '../e2e/harness/test-clock.js';
import { connect, type Connection } from './connect.js';

Logger.overrideLogger(false);

const clock = new TestClock();
const swept = {
  table: 'known_addresses',
  key: ['user_id', 'network'],
  moment: 'seen_at',
  kept: () => 1000,
} as const;
const plan = { every: 3_600_000, batch: 10, pause: 0 };

const NO_DATABASE = {} as DatabaseSession;

/** Deletes rows that are only counted. */
class Crumbs extends Sweep {
  readonly batches: number[] = [];
  atOnce = 0;
  mostAtOnce = 0;

  constructor(
    private left: number,
    private readonly failure?: Error,
  ) {
    super(NO_DATABASE, clock, new AppConfig(), swept, plan);
  }

  protected override async deleteBatch(limit: number): Promise<number> {
    if (this.failure !== undefined) throw this.failure;
    this.mostAtOnce = Math.max(this.mostAtOnce, (this.atOnce += 1));
    await Promise.resolve();
    const deleted = Math.min(limit, this.left);
    this.left -= deleted;
    this.batches.push(deleted);
    this.atOnce -= 1;
    return deleted;
  }
}

describe('a sweep', () => {
  it('deletes batch after batch until one is short', async () => {
    const crumbs = new Crumbs(25);
    await crumbs.sweep();
    expect(crumbs.batches).toEqual([10, 10, 5]);
  });

  it('knows when it last ended well', async () => {
    const failing = new Crumbs(25, new Error('no database'));
    await failing.sweep();
    expect(failing.lastSuccess).toBeNull();
    const crumbs = new Crumbs(25);
    expect(crumbs.lastSuccess).toBeNull();
    await crumbs.sweep();
    expect(clock.now() - (crumbs.lastSuccess ?? 0)).toBeLessThan(60_000);
  });

  it('never sweeps beside itself', async () => {
    const crumbs = new Crumbs(25);
    await Promise.all([crumbs.sweep(), crumbs.sweep()]);
    expect(crumbs.batches).toEqual([10, 10, 5]);
    expect(crumbs.mostAtOnce).toBe(1);
  });

  it('survives a failure, and sweeps again afterwards', async () => {
    const crumbs = new Crumbs(5, new Error('no database'));
    await expect(crumbs.sweep()).resolves.toBeUndefined();
    await expect(crumbs.sweep()).resolves.toBeUndefined();
  });

  it('stops between two batches when the application does', async () => {
    const crumbs = new Crumbs(1000);
    crumbs.onApplicationBootstrap();
    const sweep = crumbs.sweep();
    await crumbs.onModuleDestroy();
    await sweep;
    expect(crumbs.batches).toEqual([10]);
  });

  it('comes by itself, again and again', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
    const crumbs = new Crumbs(0);
    crumbs.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(3 * 3_960_000);
    await crumbs.onModuleDestroy();
    jest.useRealTimers();
    expect(crumbs.batches.length).toBeGreaterThanOrEqual(3);
  });
});

describe.each(testDatabases())('a sweep on $dialect', ({ create }) => {
  let database: ThrowAwayDatabase;
  let one: Connection;

  beforeEach(async () => {
    database = await create();
    one = await connect(database.url);
  });

  afterEach(async () => {
    await one.dataSource.destroy();
    await database.drop();
  });

  const sweep = () => new Sweep(one.session, clock, new AppConfig(), swept, plan);

  const add = async (network: string, seenAt: number): Promise<void> => {
    await one.session.execute('INSERT INTO known_addresses VALUES (?, ?, ?)', [
      'ana',
      network,
      seenAt,
    ]);
  };

  const left = async (): Promise<readonly string[]> => {
    const rows = await one.session.select<{ readonly network: string }>(
      'SELECT network FROM known_addresses ORDER BY network',
      [],
    );
    return rows.map(({ network }) => network);
  };

  it('deletes what is too old by the whole of its key, and nothing beside it', async () => {
    const now = clock.now();
    for (let n = 0; n < 25; n += 1) await add(`old ${n}`, now - 5000);
    await add('fresh', now);
    await sweep().sweep();
    expect(await left()).toEqual(['fresh']);
  });

  it('may run in several instances at once', async () => {
    for (let n = 0; n < 40; n += 1) await add(`old ${n}`, n);
    await add('fresh', clock.now());
    await Promise.all(Array.from({ length: 4 }, () => sweep().sweep()));
    expect(await left()).toEqual(['fresh']);
  });
});
