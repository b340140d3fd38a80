import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import mysql from 'mysql2/promise';
import { DATABASE_PREFIX, MARIADB } from './plan.mjs';

/** Seconds. */
const SETTLE_WITHIN = 300;
const FEW_PAGES = 500;

const connect = () =>
  mysql.createConnection({ uri: MARIADB.replace(/^mariadb:/, 'mysql:'), multipleStatements: true });

/** Throw-away databases and a scratch directory; nothing else is touched. */
export async function openScratch() {
  const connection = await connect();
  const directory = mkdtempSync(join(tmpdir(), 'portcullis-bench-'));
  const created = [];
  return {
    directory,
    async mariadb(name) {
      const database = `${DATABASE_PREFIX}${name}_${process.pid}`;
      await connection.query(`DROP DATABASE IF EXISTS ${database}; CREATE DATABASE ${database}`);
      created.push(database);
      return `${MARIADB}/${database}`;
    },
    /** What the database keeps in memory decides how it takes to large tables. */
    async bufferPoolMiB() {
      const [[row]] = await connection.query('SELECT @@innodb_buffer_pool_size AS bytes');
      return Number(row.bytes) / 2 ** 20;
    },
    /** Waits until what was written is on the disk, so that it does not count as the next one's time. */
    async settle() {
      for (let second = 0; second < SETTLE_WITHIN; second += 1) {
        const [[{ Value: dirty }]] = await connection.query(
          "SHOW GLOBAL STATUS LIKE 'Innodb_buffer_pool_pages_dirty'",
        );
        if (Number(dirty) < FEW_PAGES) return;
        await delay(1000);
      }
    },
    sqlite: (name) => `sqlite:${join(directory, `${name}.sqlite`)}`,
    async close() {
      for (const database of created) await connection.query(`DROP DATABASE ${database}`);
      await connection.end();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
