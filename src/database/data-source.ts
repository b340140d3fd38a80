import { type DataSourceOptions, DataSource } from 'typeorm';
import { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver.js';
import { MysqlDriver } from 'typeorm/driver/mysql/MysqlDriver.js';
import { Logger } from '@nestjs/common';
import type { AppConfig } from '../config/app-config.js';
import { ConfigurationError } from '../config/configuration-error.js';
import { readDatabaseUrl } from '../config/database-url.js';
import { countConnections } from './connection-use.js';
import { mysqlOptions } from './mysql/mysql-options.js';
import { pooledConnections } from './mysql/pool.js';
import { sqliteOptions } from './sqlite/sqlite-options.js';
import { DeadlineMysqlQueryRunner } from './mysql/deadline-mysql-query-runner.js';
import { shareConnection } from './sqlite/share-connection.js';
import { migrateMysql } from './mysql/migrate-mysql.js';
import { migrateSqlite } from './sqlite/migrate-sqlite.js';

/** The scheme of `DATABASE_URL` chooses the dialect. */
export function databaseOptions({ database, production }: AppConfig): DataSourceOptions {
  const url = readDatabaseUrl(database.databaseUrl);
  switch (url?.dialect) {
    case 'sqlite':
      return sqliteOptions(url.path, production);
    case 'mysql':
    case 'mariadb':
      return mysqlOptions(url, database.databasePool);
    case undefined:
      throw new ConfigurationError(['DATABASE_URL is no address of a database']);
  }
}

/** A data source, not yet connected, whose every query keeps to the rules of its dialect. */
export function createDataSource(options: DataSourceOptions): DataSource {
  const dataSource = new DataSource(options);
  const { driver } = dataSource;
  if (driver instanceof BetterSqlite3Driver) {
    shareConnection(dataSource, driver);
  } else if (driver instanceof MysqlDriver) {
    driver.createQueryRunner = () => new DeadlineMysqlQueryRunner(driver);
    countConnections(dataSource, () => pooledConnections(driver.pool, options.poolSize ?? 0));
  }
  return dataSource;
}

const log = new Logger('Migrations');

/** Brings the schema up to date; any number of instances may do so at once. */
export async function migrate(dataSource: DataSource): Promise<void> {
  const sqlite = dataSource.options.type === 'better-sqlite3';
  const executed = await (sqlite ? migrateSqlite : migrateMysql)(dataSource);
  for (const { name } of executed) log.log(`Executed ${name}`);
}

/** Connects and brings the schema up to date; closed again when that fails. */
export async function openDatabase(options: DataSourceOptions): Promise<DataSource> {
  const dataSource = await createDataSource(options).initialize();
  try {
    await migrate(dataSource);
    return dataSource;
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
}
