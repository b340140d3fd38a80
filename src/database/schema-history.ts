import { type DataSource, MigrationExecutor } from 'typeorm';
import { createDataSource, databaseOptions, migrate } from './data-source.js';
import type { AppConfig } from '../config/app-config.js';

export interface MigrationState {
  readonly name: string;
  readonly executed: boolean;
}

/** The migrations of a database, for its operator. */
export class SchemaHistory {
  private constructor(private readonly dataSource: DataSource) {}

  /** Connects for the time of `use`; does not wait for a database that is not there. */
  static async with<T>(config: AppConfig, use: (history: SchemaHistory) => Promise<T>): Promise<T> {
    const dataSource = await createDataSource(databaseOptions(config)).initialize();
    try {
      return await use(new SchemaHistory(dataSource));
    } finally {
      await dataSource.destroy();
    }
  }

  /** In the order in which they are executed. */
  async all(): Promise<readonly MigrationState[]> {
    const executor = new MigrationExecutor(this.dataSource);
    const executed = new Set((await executor.getExecutedMigrations()).map(({ name }) => name));
    return this.dataSource.migrations.map((migration) => {
      const name = migration.name ?? migration.constructor.name;
      return { name, executed: executed.has(name) };
    });
  }

  /** Executes what is pending, as a server does when it starts; the names of that. */
  async run(): Promise<readonly string[]> {
    const pending = (await this.all()).filter(({ executed }) => !executed);
    await migrate(this.dataSource);
    return pending.map(({ name }) => name);
  }

  /** Takes the last one back; its name, or null where there was none. */
  async revert(): Promise<string | null> {
    const last = (await this.all()).filter(({ executed }) => executed).at(-1);
    if (last === undefined) return null;
    await this.dataSource.undoLastMigration({ transaction: 'none' });
    return last.name;
  }
}
