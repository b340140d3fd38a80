import { type DataSource, type Migration, MigrationExecutor } from 'typeorm';
import { DeadlineMysqlQueryRunner } from './deadline-mysql-query-runner.js';
import { withMigrationLease } from './migration-lease.js';

/** Milliseconds; changing a large table takes its time. */
const STATEMENT_DEADLINE = 3_600_000;

async function executePending(dataSource: DataSource): Promise<Migration[]> {
  const runner = dataSource.createQueryRunner();
  if (runner instanceof DeadlineMysqlQueryRunner) runner.deadline = STATEMENT_DEADLINE;
  try {
    const executor = new MigrationExecutor(dataSource, runner);
    executor.transaction = 'none';
    return await executor.executePendingMigrations();
  } finally {
    await runner.release();
  }
}

/**
 * Changes of the schema commit one by one here: a migration that was killed half-way starts again,
 * and passes over what is there already. Where nothing is pending, nothing is waited for.
 */
export async function migrateMysql(dataSource: DataSource): Promise<Migration[]> {
  const pending = await new MigrationExecutor(dataSource).getPendingMigrations();
  if (pending.length === 0) return [];
  return withMigrationLease(dataSource, () => executePending(dataSource));
}
