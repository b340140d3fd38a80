import { createRequire } from 'node:module';
import { chmodSync, existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { BetterSqlite3DataSourceOptions } from 'typeorm/driver/better-sqlite3/BetterSqlite3DataSourceOptions.js';
import { ConfigurationError } from '../../config/configuration-error.js';
import { schema } from '../schema.js';
import { SYNCHRONOUS_WAIT, unlessBusy } from './connection-lock.js';

/** The version of Node-API that better-sqlite3 13 is compiled for; it crashes on less. */
const NODE_API = 10;

/**
 * The package that works on this Node. Versions before 13 abort the process on Node 24.19 and later
 * as soon as a statement is collected (nodejs/node#65446), later ones do not run on Node 20.
 */
export function sqliteDriver(nodeApi: string = process.versions.napi ?? ''): unknown {
  const name = Number(nodeApi) >= NODE_API ? 'better-sqlite3-node-api' : 'better-sqlite3';
  return createRequire(__filename)(name);
}

/** It will hold password hashes; SQLite by itself lets every account of the machine read them. */
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
