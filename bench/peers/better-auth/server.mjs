import { createServer } from 'node:http';
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { toNodeHandler } from 'better-auth/node';
import { jwt } from 'better-auth/plugins';
import Sqlite from 'better-sqlite3';
import { createPool } from 'mysql2/promise';

/**
 * better-auth as its documentation sets it up: passwords hashed by its default (scrypt), sessions
 * in the database, tokens signed by its default too (EdDSA: with RS256 it is five times slower). Its
 * limits on attempts are off, since everything in this benchmark comes from one address.
 */
const port = Number(process.env.PORT);
const databaseUrl = process.env.DATABASE_URL;

const database = databaseUrl.startsWith('sqlite:')
  ? new Sqlite(databaseUrl.slice('sqlite:'.length))
  : createPool({ uri: databaseUrl.replace(/^mariadb:/, 'mysql:'), timezone: 'Z' });

if (database instanceof Sqlite) {
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
}

const options = {
  baseURL: `http://127.0.0.1:${port}`,
  secret: 'a secret of this benchmark and of nothing else',
  database,
  emailAndPassword: { enabled: true },
  rateLimit: { enabled: false },
  telemetry: { enabled: false },
  plugins: [jwt()],
};

const { runMigrations } = await getMigrations(options);
await runMigrations();

createServer(toNodeHandler(betterAuth(options))).listen(port, '127.0.0.1');
