import { chmodSync, existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { BetterSqlite3DataSourceOptions } from 'typeorm/driver/better-sqlite3/BetterSqlite3DataSourceOptions.js';
import { ConfigurationError } from '../../config/configuration-error.js';
import { SYNCHRONOUS_WAIT, unlessBusy } from './busy-wait.js';
import { schema } from '../schema.js';
import { sqliteDriver } from './sqlite-driver.js';

/** It will hold password hashes; SQLite by itself lets everybody on the machine read them. */
const OWNER_ONLY = 0o600;

const isNew = (database: Database): boolean =>
  !database.memory && database.pragma('page_count', { simple: true }) === 0;

/** Other processes may be preparing it at the same time. */
const prepareDatabase = (database: Database): Promise<void> =>
  unlessBusy(async () => {
    // Before there is a journal, which takes its mode from the database.
    if (isNew(database)) chmodSync(database.name, OWNER_ONLY);
    database.pragma('journal_mode = WAL');
    // What has been answered must survive a power cut; WAL alone promises that for crashes only.
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
  });

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
    driver: sqliteDriver(),
    database,
    timeout: SYNCHRONOUS_WAIT,
    prepareDatabase,
  };
}
