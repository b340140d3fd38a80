import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { root } from '../plan.mjs';
import { quantile } from '../statistics.mjs';

/** As the server sweeps, but with shorter pauses: `node sweep.mjs DATABASE_URL`. */
const BATCH = 500;
const PAUSE = 10;
const KEPT_AFTER_EXPIRY = 3_600_000;

const require = createRequire(join(root, 'dist/src/'));
const { databaseOptions } = require('./database/database-options.js');
const { createDataSource } = require('./database/create-data-source.js');
const { DatabaseSession } = require('./database/database-session.js');
const { TypeOrmTokenStore } = require('./token-store/typeorm-token-store.js');

const options = databaseOptions({ databaseUrl: process.argv[2], production: false });
const dataSource = await createDataSource(options).initialize();
const store = new TypeOrmTokenStore(new DatabaseSession(dataSource));

const batches = [];
let deleted = 0;
for (;;) {
  const started = performance.now();
  const gone = await store.sweep(Date.now() - KEPT_AFTER_EXPIRY, BATCH);
  batches.push(performance.now() - started);
  deleted += gone;
  if (gone < BATCH) break;
  await delay(PAUSE);
}
await dataSource.destroy();
process.send({
  deleted,
  batches: batches.length,
  p50: quantile(batches, 0.5),
  p99: quantile(batches, 0.99),
  longest: Math.max(...batches),
  above100: batches.filter((ms) => ms > 100).length,
});
process.disconnect();
