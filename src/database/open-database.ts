import type { DataSource, DataSourceOptions } from 'typeorm';
import { createDataSource } from './create-data-source.js';
import { migrate } from './migrate.js';

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
