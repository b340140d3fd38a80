import { randomBytes } from 'node:crypto';
import { SystemClock } from '../../../src/clock/clock.js';
import type { Counters } from '../../../src/limits/counters/counters.js';
import { LimitStore } from '../../../src/limits/counters/limit-store.js';
import { StoreWatch } from '../../../src/limits/counters/insured-counters.js';
import { TypeOrmMysqlCounters } from '../../../src/limits/counters/typeorm-mysql-counters.js';
import { connect } from '../../database/connect.js';
import { redisServers, sharedDatabases, type TestDatabase } from '../../databases.js';

export interface CounterStore {
  /** As two instances of the server have it. */
  readonly instances: readonly [LimitStore, LimitStore];
  readonly close: () => Promise<void>;
}

export interface CounterStoreKind {
  readonly name: string;
  readonly open: () => Promise<CounterStore>;
}

/** Keys that no other test run has. */
export const freshKey = (): string => `test:${randomBytes(8).toString('hex')}`;

export const countersOf = ({ instances }: CounterStore): [Counters, Counters] => [
  instances[0].counters,
  instances[1].counters,
];

const memory: CounterStoreKind = {
  name: 'memory',
  async open() {
    const store = LimitStore.inMemory();
    return { instances: [store, store], close: () => Promise.resolve() };
  },
};

/** What is shown is how they count, however busy the machine is. */
const PATIENCE = 20_000;

const redis = (url: string): CounterStoreKind => ({
  name: 'redis',
  async open() {
    const patient = () => LimitStore.inRedis(url, new StoreWatch('redis', PATIENCE));
    const instances = [await patient(), await patient()] as const;
    for (const store of instances) await store.onModuleInit();
    return {
      instances,
      async close() {
        for (const store of instances) store.onModuleDestroy();
      },
    };
  },
});

const mysql = ({ dialect, create }: TestDatabase): CounterStoreKind => ({
  name: dialect,
  async open() {
    const { url, drop } = await create();
    const connections = [await connect(url), await connect(url)] as const;
    const [one, two] = connections.map(({ session }) =>
      LimitStore.inMysql(
        new TypeOrmMysqlCounters(session, new SystemClock()),
        new StoreWatch('mysql', PATIENCE),
      ),
    );
    if (one === undefined || two === undefined) throw new Error('no store');
    return {
      instances: [one, two],
      async close() {
        for (const { dataSource } of connections) await dataSource.destroy();
        await drop();
      },
    };
  },
});

/** Every store that is there to be tested on. */
export function counterStores(): readonly CounterStoreKind[] {
  return [memory, ...redisServers().found.map(redis), ...sharedDatabases().found.map(mysql)];
}
