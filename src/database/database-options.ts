import type { DataSourceOptions } from 'typeorm';
import { AppConfig } from '../config/app-config.js';
import { ConfigurationError } from '../config/configuration-error.js';
import { readDatabaseUrl } from '../config/database-url.js';
import { mysqlOptions } from './mysql/mysql-options.js';
import { sqliteOptions } from './sqlite/sqlite-options.js';

type Settings = Pick<AppConfig, 'databaseUrl' | 'production'> &
  Partial<Pick<AppConfig, 'databasePool'>>;

/** The scheme of `DATABASE_URL` chooses the dialect. */
export function databaseOptions({
  databaseUrl,
  databasePool = new AppConfig().databasePool,
  production,
}: Settings): DataSourceOptions {
  const url = readDatabaseUrl(databaseUrl);
  switch (url?.dialect) {
    case 'sqlite':
      return sqliteOptions(url.path, production);
    case 'mysql':
    case 'mariadb':
      return mysqlOptions(url, databasePool);
    case undefined:
      throw new ConfigurationError(['DATABASE_URL is no address of a database']);
  }
}
