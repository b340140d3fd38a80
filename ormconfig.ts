import { loadConfig } from './src/config/load-config.js';
import { createDataSource } from './src/database/data-source.js';
import { databaseOptions } from './src/database/data-source.js';

/** For TypeORM's command line: `npx typeorm migration:show -d dist/ormconfig.js`. */
export default createDataSource(databaseOptions(loadConfig()));
