import { type DataSource, type Migration, MigrationExecutor } from 'typeorm';
import { AuthError } from '../../errors/auth-error.js';

/** One transaction that takes the write lock first, so that of several processes one migrates. */
async function migrateAlone(dataSource: DataSource): Promise<Migration[]> {
  const runner = dataSource.createQueryRunner();
  await runner.startTransaction();
  try {
    const executed = await new MigrationExecutor(dataSource, runner).executePendingMigrations();
    await runner.commitTransaction();
    return executed;
  } catch (error) {
    await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.release();
  }
}

/** Milliseconds that an instance waits while another one migrates. */
const LOCK_WAIT = 120_000;

const isOverloaded = (error: unknown): boolean =>
  error instanceof AuthError && error.fault.code === 'OVERLOADED';

export async function migrateSqlite(dataSource: DataSource): Promise<Migration[]> {
  const giveUpAt = performance.now() + LOCK_WAIT;
  for (;;) {
    try {
      return await migrateAlone(dataSource);
    } catch (error) {
      if (!isOverloaded(error) || performance.now() > giveUpAt) throw error;
    }
  }
}
