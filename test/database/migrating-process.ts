import { AppConfig } from '../../src/config/app-config.js';
import 'reflect-metadata';
import { databaseOptions, openDatabase } from '../../src/database/data-source.js';

const [, , databaseUrl = ''] = process.argv;

/** A whole instance, as far as the schema is concerned; the exit code tells how it went. */
void openDatabase(databaseOptions(new AppConfig({ databaseUrl }))).then((dataSource) =>
  dataSource.destroy(),
);
