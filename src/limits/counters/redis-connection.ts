import { once } from 'node:events';
import { Logger } from '@nestjs/common';
import { Redis } from 'ioredis';

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
