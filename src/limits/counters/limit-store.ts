import type { OnModuleDestroy, OnModuleInit } from '@nestjs/common';
import type { Counters } from './counters.js';
import { InsuredCounters, StoreWatch } from './insured-counters.js';
import { MemoryCounters } from './memory-counters.js';
import { RedisCounters } from './redis-counters.js';
import { ConfigurationError } from '../../config/configuration-error.js';
import { readRedisUrl } from '../../config/redis-url.js';

interface Connection {
  readonly opened: () => Promise<void>;
  readonly close: () => void;
}

const NONE: Connection = {
  opened: () => Promise.resolve(),
  close: () => undefined,
};

/** Where attempts are counted, and whether that place can be reached. */
export class LimitStore implements OnModuleInit, OnModuleDestroy {
  private constructor(
    readonly counters: Counters,
    private readonly watch: StoreWatch | null,
    private readonly connection: Connection = NONE,
  ) {}

  /** For all instances, in Redis, whose client is loaded for those alone who have one. */
  static async inRedis(url: string, watch = new StoreWatch('redis')): Promise<LimitStore> {
    const where = readRedisUrl(url);
    if (where === null) throw new ConfigurationError(['REDIS_URL is no address of a Redis']);
    const { connectRedis, untilReady } = await import('./redis-connection.js');
    const redis = connectRedis(where);
    return LimitStore.insured(new RedisCounters(redis), watch, {
      opened: () => untilReady(redis),
      close: () => {
        redis.disconnect();
      },
    });
  }

  /** For all instances, in the table `rate_limits` of the database they share. */
  static inMysql(counters: Counters, watch = new StoreWatch('mysql')): LimitStore {
    return LimitStore.insured(counters, watch);
  }

  /** For this process alone; a restart forgets it. */
  static inMemory(): LimitStore {
    return new LimitStore(new MemoryCounters(), null);
  }

  private static insured(shared: Counters, watch: StoreWatch, connection?: Connection): LimitStore {
    const counters = new InsuredCounters(shared, new MemoryCounters(), watch);
    return new LimitStore(counters, watch, connection);
  }

  get inRedis(): boolean {
    return this.watch?.store === 'redis';
  }

  /** Whether each instance counts for itself because the shared store does not answer. */
  get away(): boolean {
    return this.watch?.away ?? false;
  }

  /** Waits a moment for the store, so that the first attempts are not counted apart; never rejects. */
  onModuleInit(): Promise<void> {
    return this.connection.opened();
  }

  onModuleDestroy(): void {
    this.connection.close();
  }
}
