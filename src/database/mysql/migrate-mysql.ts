import { type DataSource, type Migration, MigrationExecutor, type QueryRunner } from 'typeorm';
import { DeadlineMysqlQueryRunner } from './deadline-mysql-query-runner.js';

/** Seconds that an instance waits while another one migrates. */
const LOCK_WAIT = 120;
/** Milliseconds; changing a large table takes its time. */
const STATEMENT_DEADLINE = 3_600_000;

/** Names of locks belong to the whole server and have 64 characters at most. */
const LOCK = "CONCAT('portcullis:', MD5(DATABASE()))";

async function lock(runner: QueryRunner): Promise<void> {
  const rows: unknown = await runner.query(`SELECT GET_LOCK(${LOCK}, ${LOCK_WAIT}) AS taken`);
  const [row] = rows as readonly { readonly taken: unknown }[];
  if (Number(row?.taken) !== 1) {
    throw new Error(`Another instance has been migrating the database for ${LOCK_WAIT} s`);
  }
}

/**
 * Changes of the schema commit one by one here: a migration that was killed half-way starts again,
 * and passes over what is there already. The lock goes with its connection.
 */
export async function migrateMysql(dataSource: DataSource): Promise<Migration[]> {
  const runner = dataSource.createQueryRunner();
  if (runner instanceof DeadlineMysqlQueryRunner) runner.deadline = STATEMENT_DEADLINE;
  try {
    await lock(runner);
    const executor = new MigrationExecutor(dataSource, runner);
    executor.transaction = 'none';
    return await executor.executePendingMigrations();
  } finally {
    await runner.query(`DO RELEASE_LOCK(${LOCK})`).catch(() => undefined);
    await runner.release();
  }
}
