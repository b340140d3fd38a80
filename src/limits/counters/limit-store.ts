import type { OnModuleDestroy } from '@nestjs/common';
import { RateLimiterMySQL, RateLimiterRedis } from 'rate-limiter-flexible';
import type { Counters } from './counters.js';
import { COUNTING, FlexibleCounters } from './flexible-counters.js';
import { InsuredCounters } from './insured-counters.js';
import { MemoryCounters } from './memory-counters.js';
import { connectRedis } from './redis-connection.js';
import { StoreWatch } from './store-watch.js';

/** Where attempts are counted, and whether that place can be reached. */
export class LimitStore implements OnModuleDestroy {
  private constructor(
    readonly counters: Counters,
    private readonly watch: StoreWatch | null,
    private readonly close: () => void,
  ) {}

  /** For all instances, in Redis. */
  static inRedis(url: string): LimitStore {
    const storeClient = connectRedis(url);
    const limiter = new RateLimiterRedis({
      ...COUNTING,
      storeClient,
      rejectIfRedisNotReady: true,
    });
    return LimitStore.insured(new FlexibleCounters(limiter), new StoreWatch('redis'), () => {
      storeClient.disconnect();
    });
  }

  /** For all instances, in the table `rate_limits` of the database they share. */
  static inMysql(storeClient: object, dbName: string): LimitStore {
    const limiter = new RateLimiterMySQL({
      ...COUNTING,
      storeClient,
      storeType: 'connection',
      dbName,
      tableName: 'rate_limits',
      tableCreated: true,
      clearExpiredByTimeout: false,
    });
    return LimitStore.insured(new FlexibleCounters(limiter), new StoreWatch('mysql'), () => {
      return;
    });
  }

  /** For this process alone; a restart forgets it. */
  static inMemory(): LimitStore {
    return new LimitStore(new MemoryCounters(), null, () => {
      return;
    });
  }

  private static insured(shared: Counters, watch: StoreWatch, close: () => void): LimitStore {
    return new LimitStore(new InsuredCounters(shared, new MemoryCounters(), watch), watch, close);
  }

  /** Whether each instance counts for itself because the shared store does not answer. */
  get away(): boolean {
    return this.watch?.away ?? false;
  }

  onModuleDestroy(): void {
    this.close();
  }
}
