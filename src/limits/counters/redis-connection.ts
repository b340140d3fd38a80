import { once } from 'node:events';
import { Logger } from '@nestjs/common';
import { Cluster, Redis, type RedisOptions } from 'ioredis';
import type { RedisUrl } from '../../config/redis-url.js';

export type RedisConnection = Redis | Cluster;

/** Milliseconds. */
const CONNECT_TIMEOUT = 2000;
const COMMAND_TIMEOUT = 1000;
const LONGEST_PAUSE = 2000;
const KEEP_ALIVE = 10_000;

/**
 * What a server answers that is a replica since a failover, is still loading, or has lost its
 * cluster. The address may lead to another one by now. Redis 6 tells it within a script's error.
 */
const OF_NO_USE = /\b(READONLY|LOADING|MASTERDOWN|CLUSTERDOWN|NOREPLICAS|MISCONF) /;

const pauseBefore = (attempt: number): number => Math.min(attempt * 100, LONGEST_PAUSE);

const accessOf = ({ username, password, tls }: RedisUrl): RedisOptions => ({
  connectTimeout: CONNECT_TIMEOUT,
  commandTimeout: COMMAND_TIMEOUT,
  maxRetriesPerRequest: 0,
  keepAlive: KEEP_ALIVE,
  reconnectOnError: ({ message }) => OF_NO_USE.test(message),
  ...(username === '' ? {} : { username }),
  ...(password === '' ? {} : { password }),
  ...(tls ? { tls: {} } : {}),
});

function open(url: RedisUrl): RedisConnection {
  const access = accessOf(url);
  const alone = { ...access, enableOfflineQueue: false, retryStrategy: pauseBefore };
  switch (url.kind) {
    case 'single': {
      const [{ host, port }] = url.hosts;
      return new Redis({ ...alone, host, port, db: url.database });
    }
    case 'sentinel':
      return new Redis({
        ...alone,
        sentinels: [...url.hosts],
        name: url.master,
        db: url.database,
        sentinelRetryStrategy: pauseBefore,
        // A master that hangs says nothing of the one that took its place.
        failoverDetector: true,
        ...(url.tls ? { enableTLSForSentinelMode: true, sentinelTLS: {} } : {}),
      });
    case 'cluster':
      return new Cluster([...url.hosts], {
        redisOptions: access,
        enableOfflineQueue: false,
        clusterRetryStrategy: pauseBefore,
        slotsRefreshTimeout: CONNECT_TIMEOUT,
      });
  }
}

/** Connects in the background and again whenever that ends; refuses at once while there is none. */
export function connectRedis(url: RedisUrl): RedisConnection {
  const log = new Logger('Redis');
  const redis = open(url);
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
export async function untilReady(redis: RedisConnection): Promise<void> {
  if (redis.status === 'ready') return;
  await once(redis, 'ready', { signal: AbortSignal.timeout(CONNECT_TIMEOUT) }).catch(
    () => undefined,
  );
}
