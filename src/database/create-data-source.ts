import { DataSource, type DataSourceOptions } from 'typeorm';
import { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver.js';
import { MysqlDriver } from 'typeorm/driver/mysql/MysqlDriver.js';
import { DeadlineMysqlQueryRunner } from './mysql/deadline-mysql-query-runner.js';
import { ConnectionLock } from './sqlite/connection-lock.js';
import { ExclusiveSqliteQueryRunner } from './sqlite/exclusive-sqlite-query-runner.js';

/** A data source, not yet connected, whose every query keeps to the rules of its dialect. */
export function createDataSource(options: DataSourceOptions): DataSource {
  const dataSource = new DataSource(options);
  const { driver } = dataSource;
  if (driver instanceof BetterSqlite3Driver) {
    const lock = new ConnectionLock();
    driver.createQueryRunner = () => new ExclusiveSqliteQueryRunner(driver, lock);
  } else if (driver instanceof MysqlDriver) {
    driver.createQueryRunner = () => new DeadlineMysqlQueryRunner(driver);
  }
  return dataSource;
}
