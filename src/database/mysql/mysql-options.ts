import { readFileSync } from 'node:fs';
import type { SslOptions } from 'mysql2';
import type { MysqlDataSourceOptions } from 'typeorm/driver/mysql/MysqlDataSourceOptions.js';
import { HostRotation } from './host-rotation.js';
import { driverFor } from './pool.js';
import { schema } from '../schema.js';
import { ConfigurationError } from '../../config/configuration-error.js';
import type { ServerUrl } from '../../config/database-url.js';

/** How many requests may wait for a connection. */
const QUEUE_LIMIT = 1000;
/** Above the deadline of a caller that waits for the connection and is to hear of that one instead. */
const CONNECT_TIMEOUT = 10_000;
/** Milliseconds; where there are several hosts a caller has time to try another. */
const NEXT_HOST_TIMEOUT = 2000;
/**
 * Milliseconds. Firewalls forget connections on which nothing moves, and drop what is sent on them
 * without a word; most wait for minutes.
 */
const IDLE_TIMEOUT = 60_000;
const KEEP_ALIVE = 10_000;
/** Prepared statements that one connection keeps; batches of the audit trail differ in length. */
const MOST_STATEMENTS = 100;

function pem(parameter: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new ConfigurationError([
      `DATABASE_URL names a file that cannot be read: ${parameter}=${file}`,
    ]);
  }
}

function sslOf({ sslMode, sslCa, sslCert, sslKey }: ServerUrl): SslOptions | undefined {
  if (sslMode === 'disabled') return undefined;
  return {
    minVersion: 'TLSv1.2',
    rejectUnauthorized: sslMode !== 'required',
    verifyIdentity: sslMode === 'verify-identity',
    ...(sslCa === null ? {} : { ca: pem('ssl-ca', sslCa) }),
    ...(sslCert === null ? {} : { cert: pem('ssl-cert', sslCert) }),
    ...(sslKey === null ? {} : { key: pem('ssl-key', sslKey) }),
  };
}

/**
 * The dialect has to be the server's own: schemas of MySQL and MariaDB read back differently.
 * @param poolSize Connections at most.
 */
export function mysqlOptions(url: ServerUrl, poolSize: number): MysqlDataSourceOptions {
  const { dialect: type, hosts, username, password, database } = url;
  const [{ host, port }] = hosts;
  return {
    ...schema,
    type,
    host,
    port,
    username,
    password,
    database,
    driver: driverFor(type, new HostRotation(hosts)),
    poolSize,
    charset: 'utf8mb4',
    timezone: 'Z',
    connectTimeout: hosts.length > 1 ? NEXT_HOST_TIMEOUT : CONNECT_TIMEOUT,
    bigNumberStrings: false,
    trace: false,
    ssl: sslOf(url),
    extra: {
      queueLimit: QUEUE_LIMIT,
      stringifyObjects: true,
      maxPreparedStatements: MOST_STATEMENTS,
      // Below the greatest number, without which mysql2 closes no idle connection.
      maxIdle: Math.max(1, poolSize - 1),
      idleTimeout: IDLE_TIMEOUT,
      enableKeepAlive: true,
      keepAliveInitialDelay: KEEP_ALIVE,
    },
  };
}
