import type { Database } from 'better-sqlite3';
import type { DataSource } from 'typeorm';
import type { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver.js';
import { countConnections } from '../connection-use.js';
import { ConnectionTurns } from './connection-turns.js';
import { ExclusiveSqliteQueryRunner } from './exclusive-sqlite-query-runner.js';
import { GroupTransaction } from './group-transaction.js';
import { WriteGroup } from './write-group.js';

/** Has all query runners of a driver share its one connection. */
export function shareConnection(dataSource: DataSource, driver: BetterSqlite3Driver): void {
  const turns = new ConnectionTurns();
  const transactions = new WeakMap<Database, GroupTransaction>();
  const group = new WriteGroup(turns, () => {
    const database = driver.databaseConnection as Database;
    const transaction = transactions.get(database) ?? new GroupTransaction(database);
    transactions.set(database, transaction);
    return transaction;
  });
  driver.createQueryRunner = () => new ExclusiveSqliteQueryRunner(driver, turns, group);
  const disconnect = driver.disconnect.bind(driver);
  driver.disconnect = async () => {
    await group.drain();
    await disconnect();
  };
  countConnections(dataSource, () => ({
    most: 1,
    open: 1,
    busy: turns.busy ? 1 : 0,
    waiting: turns.waiting + group.waiting,
  }));
}
