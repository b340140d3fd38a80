import type { Result } from 'ioredis';
import type { RedisConnection } from './redis-connection.js';
import { Counters, NOTHING, type Tally, type Window } from './counters.js';

const PREFIX = 'limit:';

/** Counts, and tells the count and the end of its window, in one step that no other comes between. */
const COUNT = `
  local count = redis.call('INCR', KEYS[1])
  local left = redis.call('PTTL', KEYS[1])
  if left < 0 or count >= tonumber(ARGV[2]) then
    left = tonumber(ARGV[1])
    redis.call('PEXPIRE', KEYS[1], left)
  end
  return {count, left}`;

/** Beyond any count: the window never moves. */
const NEVER = 2 ** 31;

declare module 'ioredis' {
  interface RedisCommander<Context> {
    countAttempt(
      key: string,
      milliseconds: number,
      movesFrom: number,
    ): Result<[number, number], Context>;
  }
}

type Reply = readonly [error: Error | null, result: unknown];

function valueOf([error, result]: Reply): number {
  if (error !== null) throw error;
  return Number(result ?? 0);
}

/** Counts for all who share a Redis. */
export class RedisCounters extends Counters {
  constructor(private readonly redis: RedisConnection) {
    super();
    redis.defineCommand('countAttempt', { numberOfKeys: 1, lua: COUNT });
  }

  async add(key: string, { seconds, movesFrom = NEVER }: Window): Promise<Tally> {
    const [count, msLeft] = await this.redis.countAttempt(PREFIX + key, seconds * 1000, movesFrom);
    return { count, msLeft };
  }

  async readAll(keys: readonly string[]): Promise<readonly Tally[]> {
    // A cluster takes a pipeline whose keys are all in one slot.
    const pipelines = this.redis.isCluster ? keys.map((key) => [key]) : [keys];
    return (await Promise.all(pipelines.map((each) => this.read(each)))).flat();
  }

  private async read(keys: readonly string[]): Promise<readonly Tally[]> {
    const pipeline = this.redis.pipeline();
    for (const key of keys) pipeline.get(PREFIX + key).pttl(PREFIX + key);
    const replies = (await pipeline.exec()) ?? [];
    return keys.map((_, n) => {
      const [count, msLeft] = replies.slice(2 * n, 2 * n + 2).map(valueOf);
      if (count === undefined || msLeft === undefined) throw new Error('no answer from Redis');
      return msLeft > 0 ? { count, msLeft } : NOTHING;
    });
  }

  isUntouched(): boolean {
    return false;
  }

  async remove(key: string): Promise<void> {
    await this.redis.del(PREFIX + key);
  }
}
