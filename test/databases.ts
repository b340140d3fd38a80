import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { ADMITTING_REDIS, ADMITTING_SERVER } from './global-setup.js';
import type { Need } from './where-there-is.js';

/** A database of its own for one test; `drop` leaves no trace of it. */
export interface ThrowAwayDatabase {
  /** For `DATABASE_URL`. */
  readonly url: string;
  readonly drop: () => Promise<void>;
}

export interface TestDatabase {
  readonly dialect: 'sqlite' | 'mysql' | 'mariadb';
  readonly create: () => Promise<ThrowAwayDatabase>;
}

const freshName = (): string => `portcullis_test_${randomBytes(6).toString('hex')}`;

const sqlite: TestDatabase = {
  dialect: 'sqlite',
  async create() {
    const directory = await mkdtemp(join(tmpdir(), `${freshName()}_`));
    return {
      url: `sqlite:${join(directory, 'database.sqlite')}`,
      drop: () => rm(directory, { recursive: true }),
    };
  },
};

async function execute(server: string, statement: string): Promise<void> {
  const connection = await createConnection(server);
  await connection.query(statement);
  await connection.end();
}

function onServer(server: string): TestDatabase {
  return {
    dialect: server.startsWith('mysql:') ? 'mysql' : 'mariadb',
    async create() {
      const url = new URL(server);
      url.pathname = freshName();
      const name = url.pathname.slice(1);
      await execute(server, `CREATE DATABASE ${name}`);
      return { url: url.href, drop: () => execute(server, `DROP DATABASE ${name}`) };
    },
  };
}

/** Databases that several processes share; what needs one is left out where there is none. */
export function sharedDatabases(): Need<TestDatabase> {
  return {
    found: testDatabases().filter(({ dialect }) => dialect !== 'sqlite'),
    absence: 'no MySQL or MariaDB lets the tests in (TEST_DATABASE_URL)',
  };
}

/** The URL of a Redis. */
export function redisServers(): Need<string> {
  const url = process.env[ADMITTING_REDIS];
  return {
    found: url === undefined ? [] : [url],
    absence: 'no Redis lets the tests in (TEST_REDIS_URL)',
  };
}

/** For `describe.each`: SQLite, and the server that the global set-up could log in to. */
export function testDatabases(): readonly TestDatabase[] {
  const server = process.env[ADMITTING_SERVER];
  return server === undefined ? [sqlite] : [sqlite, onServer(server)];
}
