import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mysql from 'mysql2/promise';
import { DATABASE_PREFIX, MARIADB } from './plan.mjs';

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
    sqlite: (name) => `sqlite:${join(directory, `${name}.sqlite`)}`,
    async close() {
      for (const database of created) await connection.query(`DROP DATABASE ${database}`);
      await connection.end();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
