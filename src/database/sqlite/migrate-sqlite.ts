import { type DataSource, type Migration, MigrationExecutor } from 'typeorm';
import { repeat } from '../failure.js';

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

export const migrateSqlite = (dataSource: DataSource): Promise<Migration[]> =>
  repeat(() => migrateAlone(dataSource));
