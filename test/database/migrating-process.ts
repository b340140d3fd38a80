import 'reflect-metadata';
import { databaseOptions } from '../../src/database/database-options.js';
import { openDatabase } from '../../src/database/open-database.js';

const [, , databaseUrl = ''] = process.argv;

/** A whole instance, as far as the schema is concerned; the exit code tells how it went. */
void openDatabase(databaseOptions({ databaseUrl, production: false })).then((dataSource) =>
  dataSource.destroy(),
);
