import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { migrateMysql } from './mysql/migrate-mysql.js';
import { migrateSqlite } from './sqlite/migrate-sqlite.js';

const log = new Logger('Migrations');

/** Brings the schema up to date; any number of instances may do so at once. */
export async function migrate(dataSource: DataSource): Promise<void> {
  const sqlite = dataSource.options.type === 'better-sqlite3';
  const executed = await (sqlite ? migrateSqlite : migrateMysql)(dataSource);
  for (const { name } of executed) log.log(`Executed ${name}`);
}
