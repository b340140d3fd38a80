import { Logger } from '@nestjs/common';
import { MovingAddress } from '../../database/mysql/moving-address.js';
import { eventually } from '../../e2e/harness/eventually.js';
import { LimitStore } from '../../../src/limits/counters/limit-store.js';
import { whereThereIs } from '../../where-there-is.js';
import { freshKey } from './counter-stores.js';
import { OwnRedis, redisPrograms } from './own-redis.js';

const MINUTE = 60;

whereThereIs(redisPrograms, 'when another Redis takes over, with %s', (program) => {
  let first: OwnRedis;
  let second: OwnRedis;
  let address: MovingAddress;
  let store: LimitStore;
  let said: string[];

  beforeAll(async () => {
    first = await OwnRedis.start(program);
    second = await OwnRedis.start(program);
    address = await MovingAddress.to(first.port);
  });

  beforeEach(async () => {
    said = [];
    for (const level of ['log', 'warn'] as const) {
      jest.spyOn(Logger.prototype, level).mockImplementation((...lines: readonly unknown[]) => {
        said.push(String(lines[0]));
      });
    }
    address.target = first.port;
    await first.client.config('RESETSTAT');
    store = await LimitStore.inRedis(`redis://127.0.0.1:${address.port}`);
    await store.onModuleInit();
  });

  afterEach(async () => {
    store.onModuleDestroy();
    jest.restoreAllMocks();
    await first.client.replicaof('NO', 'ONE');
  });

  afterAll(async () => {
    address.close();
    await first.stop();
    await second.stop();
  });

  const countOf = async (key: string): Promise<number | undefined> =>
    (await store.counters.readAll([key]))[0]?.count;
  const demote = (): Promise<unknown> => first.client.replicaof('127.0.0.1', String(second.port));
  const refusals = async (): Promise<number> =>
    Number(/errorstat_READONLY:count=(\d+)/.exec(await first.client.info('errorstats'))?.[1] ?? 0);

  it('counts there, without a restart, though the old one still answers', async () => {
    const key = freshKey();
    await store.counters.add(key, { seconds: MINUTE });
    await demote();
    address.target = second.port;
    await eventually(async () => {
      await store.counters.add(key, { seconds: MINUTE });
      return (await second.client.exists(`limit:${key}`)) === 1;
    });
    expect(store.away).toBe(false);
  });

  it('says once that it is away and once that it is back, while only reading works', async () => {
    const key = freshKey();
    await store.counters.add(key, { seconds: MINUTE });
    await demote();
    let counted = 1;
    // Long enough to have found out several times that it cannot be written.
    await eventually(async () => {
      expect(await countOf(key)).toBe(counted);
      counted += 1;
      expect((await store.counters.add(key, { seconds: MINUTE })).count).toBe(counted);
      return (await refusals()) >= 4;
    });
    expect(store.away).toBe(true);
    await first.client.replicaof('NO', 'ONE');
    await eventually(async () => {
      await countOf(key);
      return !store.away;
    });
    expect(said.filter((line) => line.startsWith('redis is'))).toEqual([
      expect.stringContaining('away (READONLY'),
      expect.stringContaining('back'),
    ]);
  });

  it('goes on in a Redis that was flushed', async () => {
    const key = freshKey();
    await store.counters.add(key, { seconds: MINUTE });
    await first.client.flushall();
    await first.client.script('FLUSH');
    expect((await store.counters.add(key, { seconds: MINUTE })).count).toBe(1);
    expect(store.away).toBe(false);
    expect(said).toEqual([]);
  });
});
