import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LimitStore } from '../../../src/limits/counters/limit-store.js';
import { eventually } from '../../e2e/harness/eventually.js';
import { whereThereIs } from '../../where-there-is.js';
import { freshKey } from './counter-stores.js';
import { OwnRedis, redisPrograms } from './own-redis.js';

const MINUTE = 60;
const SLOTS = 16_384;
const MASTER = 'main';

const open = async (url: string): Promise<LimitStore> => {
  const store = await LimitStore.inRedis(url);
  await store.onModuleInit();
  return store;
};

whereThereIs(redisPrograms, 'a Redis that Sentinels watch, with %s', (program) => {
  const directory = mkdtempSync(join(tmpdir(), 'portcullis-sentinel-'));
  let master: OwnRedis;
  let replica: OwnRedis;
  let sentinel: OwnRedis;

  beforeAll(async () => {
    master = await OwnRedis.start(program);
    replica = await OwnRedis.start(program, '--replicaof', `127.0.0.1 ${master.port}`);
    await eventually(async () => (await replica.client.info()).includes('master_link_status:up'));
    const config = join(directory, 'sentinel.conf');
    writeFileSync(
      config,
      [
        `sentinel monitor ${MASTER} 127.0.0.1 ${master.port} 1`,
        `sentinel down-after-milliseconds ${MASTER} 300`,
        `sentinel failover-timeout ${MASTER} 3000`,
      ].join('\n'),
    );
    sentinel = await OwnRedis.sentinel(program, config);
    await eventually(async () => (await sentinel.client.info()).includes('slaves=1'));
  });

  afterAll(async () => {
    for (const each of [sentinel, replica, master]) await each.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  it('is counted in where the Sentinels say that the master is, also after it was killed', async () => {
    const store = await open(`redis+sentinel://127.0.0.1:${sentinel.port}/${MASTER}`);
    const key = freshKey();
    await store.counters.add(key, { seconds: MINUTE });
    expect(await master.client.exists(`limit:${key}`)).toBe(1);
    await master.kill();
    const later = freshKey();
    await eventually(async () => {
      await store.counters.add(later, { seconds: MINUTE });
      return !store.away && (await replica.client.exists(`limit:${later}`)) === 1;
    });
    store.onModuleDestroy();
  });
});

whereThereIs(redisPrograms, 'a Redis Cluster, with %s', (program) => {
  let nodes: readonly OwnRedis[] = [];

  beforeAll(async () => {
    const options = ['--cluster-enabled', 'yes', '--cluster-node-timeout', '1000'];
    nodes = await Promise.all([1, 2, 3].map(() => OwnRedis.start(program, ...options)));
    const [first] = nodes;
    const share = Math.ceil(SLOTS / nodes.length);
    for (const [n, { client, port }] of nodes.entries()) {
      const last = Math.min((n + 1) * share, SLOTS) - 1;
      await client.call('CLUSTER', 'ADDSLOTSRANGE', n * share, last);
      await first?.client.call('CLUSTER', 'MEET', '127.0.0.1', port);
    }
    await eventually(async () => {
      const states = nodes.map(({ client }) => client.call('CLUSTER', 'INFO'));
      return (await Promise.all(states)).every((state) => String(state).includes('state:ok'));
    });
  });

  afterAll(async () => {
    for (const node of nodes) await node.stop();
  });

  it('is counted in, on the node that has the key, and read for many keys at once', async () => {
    const [first] = nodes;
    const store = await open(`redis+cluster://127.0.0.1:${first?.port ?? 0}`);
    const keys = Array.from({ length: 12 }, freshKey);
    for (const key of keys) await store.counters.add(key, { seconds: MINUTE });
    const counts = (await store.counters.readAll(keys)).map(({ count }) => count);
    expect(counts).toEqual(keys.map(() => 1));
    const sizes = await Promise.all(nodes.map(({ client }) => client.dbsize()));
    expect(sizes.reduce((sum, size) => sum + size)).toBe(keys.length);
    expect(sizes.filter((size) => size > 0).length).toBeGreaterThan(1);
    expect(store.away).toBe(false);
    store.onModuleDestroy();
  });
});
