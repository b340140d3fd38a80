import { loadConfig } from './src/config/load-config.js';
import { createDataSource } from './src/database/create-data-source.js';
import { databaseOptions } from './src/database/database-options.js';

/** For TypeORM's command line: `npx typeorm migration:show -d dist/ormconfig.js`. */
export default createDataSource(databaseOptions(loadConfig()));
