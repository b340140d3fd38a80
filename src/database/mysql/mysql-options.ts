import mysql2, { type PoolConnection, type PoolOptions } from 'mysql2';
import type { MysqlDataSourceOptions } from 'typeorm/driver/mysql/MysqlDataSourceOptions.js';
import { schema } from '../schema.js';

const POOL_SIZE = 10;
/** How many requests may wait for a connection. */
const QUEUE_LIMIT = 1000;
/** Above the deadline of whoever waits for the connection, who is to hear of that one instead. */
const CONNECT_TIMEOUT = 10_000;

/**
 * A lost race is told before the statement's own deadline, so that it can be tried again; what
 * does not fit a column is refused and never shortened.
 */
const SESSION = `SET SESSION innodb_lock_wait_timeout = 3,
  sql_mode = CONCAT_WS(',', @@sql_mode, 'STRICT_ALL_TABLES')`;

/** TypeORM asks for it at every statement, and mysql2 resolves and loads a module each time. */
function rememberPromised(connection: PoolConnection): void {
  const promised = connection.promise();
  connection.promise = () => promised;
}

/** mysql2 with every new connection set up before its first query. */
const driver = {
  ...mysql2,
  createPool(options: PoolOptions) {
    const pool = mysql2.createPool(options);
    pool.on('connection', (connection) => {
      rememberPromised(connection);
      connection.query(SESSION, (error) => {
        if (error !== null) connection.destroy();
      });
    });
    return pool;
  },
};

/** @param type Has to be the server's own: schemas of MySQL and MariaDB read back differently. */
export function mysqlOptions(type: 'mysql' | 'mariadb', url: string): MysqlDataSourceOptions {
  return {
    ...schema,
    type,
    url,
    driver,
    poolSize: POOL_SIZE,
    charset: 'utf8mb4',
    timezone: 'Z',
    connectTimeout: CONNECT_TIMEOUT,
    bigNumberStrings: false,
    trace: false,
    extra: { queueLimit: QUEUE_LIMIT, stringifyObjects: true },
  };
}
