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
const { SystemClock } = require('./clock/clock.js');
const { AppConfig } = require('./config/app-config.js');
const { createDataSource, databaseOptions } = require('./database/data-source.js');
const { DatabaseSession } = require('./database/database-session.js');
const { Sweep } = require('./database/sweep.js');

const config = new AppConfig({ databaseUrl: process.argv[2] });
const dataSource = await createDataSource(databaseOptions(config)).initialize();

/** One batch at a time, to be timed. */
class TimedSweep extends Sweep {
  batch() {
    return this.deleteBatch(BATCH);
  }
}

const sweep = new TimedSweep(new DatabaseSession(dataSource), new SystemClock(), config, {
  table: 'refresh_tokens',
  key: ['id'],
  moment: 'expires_at',
  kept: () => KEPT_AFTER_EXPIRY,
});

const batches = [];
let deleted = 0;
for (;;) {
  const started = performance.now();
  const gone = await sweep.batch();
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
