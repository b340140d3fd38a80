import { once } from 'node:events';
import { Logger } from '@nestjs/common';
import { Redis, type Result } from 'ioredis';
import { Counters, NOTHING, type Tally, type Window } from './counters.js';

const CONNECT_TIMEOUT = 2000;
const COMMAND_TIMEOUT = 1000;
const LONGEST_PAUSE = 2000;
const KEEP_ALIVE = 10_000;

/**
 * What a server answers that is a replica since a failover, is still loading, or has lost its
 * cluster. The address may lead to another one by now. Redis 6 tells it within a script's error.
 */
const OF_NO_USE = /\b(READONLY|LOADING|MASTERDOWN|CLUSTERDOWN|NOREPLICAS|MISCONF) /;

/** Connects in the background and again whenever that ends; refuses at once while there is none. */
export function connectRedis(url: string): Redis {
  const log = new Logger('Redis');
  const redis = new Redis(url, {
    connectTimeout: CONNECT_TIMEOUT,
    commandTimeout: COMMAND_TIMEOUT,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    keepAlive: KEEP_ALIVE,
    reconnectOnError: ({ message }) => OF_NO_USE.test(message),
    retryStrategy: (attempt) => Math.min(attempt * 100, LONGEST_PAUSE),
  });
  let said: string | undefined;
  redis.on('error', ({ message }: Error) => {
    if (message !== said) log.warn(message);
    said = message;
  });
  redis.on('ready', () => {
    said = undefined;
  });
  return redis;
}

/** Resolves when commands are taken, or when that takes too long. */
export async function untilReady(redis: Redis): Promise<void> {
  if (redis.status === 'ready') return;
  await once(redis, 'ready', { signal: AbortSignal.timeout(CONNECT_TIMEOUT) }).catch(
    () => undefined,
  );
}

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
  constructor(private readonly redis: Redis) {
    super();
    redis.defineCommand('countAttempt', { numberOfKeys: 1, lua: COUNT });
  }

  async add(key: string, { seconds, movesFrom = NEVER }: Window): Promise<Tally> {
    const [count, msLeft] = await this.redis.countAttempt(PREFIX + key, seconds * 1000, movesFrom);
    return { count, msLeft };
  }

  async readAll(keys: readonly string[]): Promise<readonly Tally[]> {
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
