import type { DataSourceOptions } from 'typeorm';
import type { AppConfig } from '../config/app-config.js';
import { ConfigurationError } from '../config/configuration-error.js';
import { mysqlOptions } from './mysql/mysql-options.js';
import { sqliteOptions } from './sqlite/sqlite-options.js';

/** The scheme of `DATABASE_URL` chooses the dialect. */
export function databaseOptions({
  databaseUrl,
  production,
}: Pick<AppConfig, 'databaseUrl' | 'production'>): DataSourceOptions {
  const scheme = databaseUrl.slice(0, databaseUrl.indexOf(':'));
  switch (scheme) {
    case 'sqlite':
      return sqliteOptions(databaseUrl.slice('sqlite:'.length), production);
    case 'mysql':
    case 'mariadb':
      return mysqlOptions(scheme, databaseUrl);
    default:
      throw new ConfigurationError(['DATABASE_URL has an unknown scheme']);
  }
}
