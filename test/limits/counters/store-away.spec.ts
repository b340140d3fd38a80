import { LimitStore } from '../../../src/limits/counters/limit-store.js';
import { Counters, type Tally } from '../../../src/limits/counters/counters.js';
import { InsuredCounters, StoreWatch } from '../../../src/limits/counters/insured-counters.js';
import { MemoryCounters } from '../../../src/limits/counters/memory-counters.js';
import { type StallableProxy, stallableProxy } from '../../database/mysql/stallable-proxy.js';
import { redisServers, testDatabases, type ThrowAwayDatabase } from '../../databases.js';
import { credentialsOf, register } from '../../e2e/harness/accounts.js';
import { ROUTES } from '../../e2e/harness/routes.js';
import { TestServer } from '../../e2e/harness/test-server.js';
import { eventually } from '../../e2e/harness/eventually.js';
import { whereThereIs } from '../../where-there-is.js';
import { freshKey } from './counter-stores.js';

const MINUTE = { seconds: 60 };

/** A store that answers when it is told to. */
class ScriptedCounters extends Counters {
  asked = 0;
  private readonly waiting: ((tally: Tally) => void)[] = [];

  constructor(public mode: 'answers' | 'fails' | 'hangs' | 'reads-only') {
    super();
  }

  async add(): Promise<Tally> {
    this.asked += 1;
    if (this.mode === 'fails' || this.mode === 'reads-only') throw new Error('connection lost');
    if (this.mode === 'answers') return { count: 100, msLeft: 1000 };
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  async readAll(): Promise<readonly Tally[]> {
    if (this.mode === 'reads-only') return [{ count: 0, msLeft: 0 }];
    return [await this.add()];
  }

  isUntouched(): boolean {
    return false;
  }

  async remove(): Promise<void> {
    await this.add();
  }

  answerOne(): void {
    this.waiting.shift()?.({ count: 100, msLeft: 1000 });
  }
}

function insured(mode: ScriptedCounters['mode']): {
  store: ScriptedCounters;
  counters: InsuredCounters;
  watch: StoreWatch;
} {
  const store = new ScriptedCounters(mode);
  const watch = new StoreWatch('redis');
  return { store, watch, counters: new InsuredCounters(store, new MemoryCounters(), watch) };
}

beforeEach(() => {
  jest.useFakeTimers();
});

/** What a test opened, closed whatever comes of it. */
const opened: (() => void)[] = [];

afterEach(() => {
  jest.useRealTimers();
  for (const close of opened.splice(0)) close();
});

describe('while the shared store is away', () => {
  it('each instance counts on from what it has counted itself', async () => {
    const { store, counters } = insured('answers');
    for (let n = 0; n < 3; n += 1) expect((await counters.add('key', MINUTE)).count).toBe(100);
    store.mode = 'fails';
    expect((await counters.add('key', MINUTE)).count).toBe(4);
    expect((await counters.readAll(['key']))[0]?.count).toBe(4);
  });

  it('it is asked once a second, and counted in again when it answers', async () => {
    const { store, counters, watch } = insured('fails');
    for (let n = 0; n < 20; n += 1) await counters.add('key', MINUTE);
    expect([store.asked, watch.away]).toEqual([1, true]);
    store.mode = 'answers';
    await jest.advanceTimersByTimeAsync(999);
    expect((await counters.add('key', MINUTE)).count).toBe(21);
    await jest.advanceTimersByTimeAsync(1);
    expect((await counters.add('key', MINUTE)).count).toBe(100);
    expect(watch.away).toBe(false);
  });

  it('one that can only be read stays away', async () => {
    const { store, counters, watch } = insured('reads-only');
    for (let n = 0; n < 3; n += 1) await counters.add('key', MINUTE);
    await jest.advanceTimersByTimeAsync(1000);
    expect([(await counters.readAll(['key']))[0]?.count, watch.away]).toEqual([3, true]);
    store.mode = 'answers';
    await jest.advanceTimersByTimeAsync(1000);
    expect([(await counters.readAll(['key']))[0]?.count, watch.away]).toEqual([100, false]);
  });

  it('an attempt waits 50 ms at most, and the next ones not at all', async () => {
    const { store, counters } = insured('hangs');
    const first = counters.add('key', MINUTE);
    await jest.advanceTimersByTimeAsync(51);
    expect((await first).count).toBe(1);
    expect((await counters.add('key', MINUTE)).count).toBe(2);
    expect(store.asked).toBe(1);
  });

  it('a store that is slow but answers somebody is not away', async () => {
    const { store, counters, watch } = insured('hangs');
    const asked = Array.from({ length: 10 }, () => counters.add('key', MINUTE));
    for (let n = 0; n < 10; n += 1) {
      await jest.advanceTimersByTimeAsync(40);
      store.answerOne();
    }
    const counts = (await Promise.all(asked)).map(({ count }) => count);
    expect(new Set(counts)).toEqual(new Set([100]));
    expect(watch.away).toBe(false);
  });
});

whereThereIs(redisServers(), 'a Redis at %s', (url) => {
  it('that hangs is done without, and counts again when it comes back', async () => {
    jest.useRealTimers();
    const { hostname, port } = new URL(url);
    const proxy = await stallableProxy(hostname, Number(port || 6379));
    const store = await LimitStore.inRedis(`redis://127.0.0.1:${proxy.port}`);
    opened.push(proxy.close, () => {
      store.onModuleDestroy();
    });
    await store.onModuleInit();
    const key = freshKey();
    for (let n = 0; n < 5; n += 1) await store.counters.add(key, MINUTE);
    proxy.stall();
    expect((await store.counters.add(key, MINUTE)).count).toBe(6);
    expect(store.away).toBe(true);
    proxy.resume();
    await eventually(async () => {
      await store.counters.readAll([key]);
      return !store.away;
    });
  });
});

describe('a Redis', () => {
  it('that was never there does not keep the server from starting', async () => {
    jest.useRealTimers();
    const store = await LimitStore.inRedis('redis://127.0.0.1:1');
    opened.push(() => {
      store.onModuleDestroy();
    });
    await store.onModuleInit();
    expect((await store.counters.add(freshKey(), MINUTE)).count).toBe(1);
    expect(store.away).toBe(true);
  });
});

whereThereIs(redisServers(), 'a server with Redis at %s', (url) => {
  const proxied = { proxy: undefined as StallableProxy | undefined };
  const database = testDatabases()[0];
  if (database === undefined) throw new Error('no database');
  let created: ThrowAwayDatabase | undefined;
  let server: TestServer | undefined;

  beforeAll(async () => {
    jest.useRealTimers();
    const { hostname, port } = new URL(url);
    proxied.proxy = await stallableProxy(hostname, Number(port || 6379));
    created = await database.create();
    server = await TestServer.start({
      databaseUrl: created.url,
      settings: { redisUrl: `redis://127.0.0.1:${proxied.proxy.port}` },
    });
  });

  afterAll(async () => {
    await server?.close();
    server?.key.remove();
    proxied.proxy?.close();
    await created?.drop();
  });

  const limitsState = async (): Promise<unknown> =>
    (await server?.get('/health/ready'))?.value('checks', 'limits');

  it('lets people in while Redis hangs, and is ready, and says what is missing', async () => {
    jest.useRealTimers();
    if (server === undefined) throw new Error('no server');
    const account = await register(server);
    expect(await limitsState()).toBe('up');
    proxied.proxy?.stall();
    expect((await server.post(ROUTES.login, credentialsOf(account))).status).toBe(200);
    expect(await limitsState()).toBe('down');
    expect((await server.get('/health/ready')).status).toBe(200);
    expect((await server.get('/metrics')).text).toContain('portcullis_limit_store_away 1');
  });
});
