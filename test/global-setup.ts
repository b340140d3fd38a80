import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { Redis } from 'ioredis';
import { createConnection } from 'mysql2/promise';

/** Environment variable that tells the tests which server lets them in. */
export const ADMITTING_SERVER = 'PORTCULLIS_TEST_SERVER';

/** Environment variable that tells the tests which Redis lets them in. */
export const ADMITTING_REDIS = 'PORTCULLIS_TEST_REDIS';

/** Environment variable with private keys in PEM, for all test files of a run. */
export const RSA_KEYS = 'PORTCULLIS_TEST_RSA_KEYS';
/** As many as a test file needs at most; one that needs more makes them. */
const RSA_KEY_COUNT = 12;

const testRedisUrl = (): string => process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379';

const testServerUrl = (): string =>
  process.env.TEST_DATABASE_URL ?? 'mariadb://root@127.0.0.1:3306';

const withoutPassword = (url: string): string => url.replace(/:[^:@/]*@/, ':…@');

async function letsUsIn(url: string): Promise<boolean> {
  try {
    const connection = await createConnection({ uri: url, connectTimeout: 3000 });
    await connection.end();
    return true;
  } catch {
    return false;
  }
}

async function redisLetsUsIn(url: string): Promise<boolean> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 3000,
    retryStrategy: () => null,
  });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    await redis.ping();
    return true;
  } catch {
    return false;
  } finally {
    redis.disconnect();
  }
}

/** Under CI nothing may be left out unseen. */
function tellOf(absence: string): void {
  if (process.env.CI === 'true') throw new Error(absence);
  console.warn(`\n${absence}`);
}

async function findDatabase(): Promise<void> {
  const url = testServerUrl();
  if (await letsUsIn(url)) process.env[ADMITTING_SERVER] = url;
  else
    tellOf(
      `No MySQL or MariaDB server lets ${withoutPassword(url)} in (TEST_DATABASE_URL): testing on SQLite alone.`,
    );
}

async function findRedis(): Promise<void> {
  const url = testRedisUrl();
  if (await redisLetsUsIn(url)) process.env[ADMITTING_REDIS] = url;
  else tellOf(`No Redis at ${withoutPassword(url)} (TEST_REDIS_URL): testing limits without it.`);
}

/** They take longer to make than many a test to run. */
async function makeRsaKeys(): Promise<void> {
  const pairs = await Promise.all(
    Array.from({ length: RSA_KEY_COUNT }, () =>
      promisify(generateKeyPair)('rsa', { modulusLength: 2048 }),
    ),
  );
  const pems = pairs.map(({ privateKey }) => privateKey.export({ format: 'pem', type: 'pkcs8' }));
  process.env[RSA_KEYS] = pems.join('');
}

/** Runs once before every test file: finds out which servers there are to test with, and makes keys. */
export default async function globalSetup(): Promise<void> {
  await findDatabase();
  await findRedis();
  await makeRsaKeys();
}
