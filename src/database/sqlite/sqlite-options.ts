import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import type { BetterSqlite3DataSourceOptions } from 'typeorm/driver/better-sqlite3/BetterSqlite3DataSourceOptions.js';
import { ConfigurationError } from '../../config/configuration-error.js';
import { isLostRace } from '../lost-race.js';
import { schema } from '../schema.js';

/** How long a statement waits for another process, in milliseconds. */
const BUSY_TIMEOUT = 5000;
const WAL_ATTEMPTS = 100;

/** Nobody waits in SQLite for the switch to WAL, whatever the busy timeout says. */
async function switchToWal(database: Database, attempts = WAL_ATTEMPTS): Promise<void> {
  try {
    database.pragma('journal_mode = WAL');
  } catch (error) {
    if (attempts <= 1 || !isLostRace(error)) throw error;
    await delay(10 + Math.random() * 40);
    await switchToWal(database, attempts - 1);
  }
}

async function prepareDatabase(database: Database): Promise<void> {
  await switchToWal(database);
  // What has been answered must survive a power cut; WAL alone promises that for crashes only.
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
}

/**
 * @param path Relative to the working directory, or `:memory:`.
 * @throws ConfigurationError when the directory has to be there already and is not.
 */
export function sqliteOptions(
  path: string,
  directoryRequired: boolean,
): BetterSqlite3DataSourceOptions {
  const database = path === ':memory:' ? path : resolve(path);
  if (directoryRequired && !existsSync(dirname(database))) {
    throw new ConfigurationError(['DATABASE_URL names a file in a directory that does not exist']);
  }
  return {
    ...schema,
    type: 'better-sqlite3',
    database,
    timeout: BUSY_TIMEOUT,
    prepareDatabase,
  };
}
