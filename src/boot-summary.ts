import cluster from 'node:cluster';
import type { INestApplicationContext } from '@nestjs/common';
import type { AppConfig } from './config/app-config.js';
import { changedSettings } from './config/changed-settings.js';
import { VERSION } from './config/version.js';
import { DatabaseVersion } from './database/database-version.js';
import type { ServerLog } from './server/server-log.js';
import { PublicKeys } from './tokens/keys/key-ring.js';

/** Once for all workers, and not again for one that takes a dead one's place. */
const isFirst = (): boolean => cluster.isPrimary || cluster.worker?.id === 1;

/** One line that says what runs, on what, and how it differs from any other. */
export async function summarizeBoot(
  app: INestApplicationContext,
  config: AppConfig,
  log: ServerLog,
): Promise<void> {
  if (!isFirst()) return;
  const database = app.get(DatabaseVersion, { strict: false });
  const [active] = app.get(PublicKeys, { strict: false }).jwks().keys;
  log.info(
    {
      context: 'Boot',
      version: VERSION,
      node: process.versions.node,
      database: database.dialect,
      databaseVersion: await database.read(),
      issuer: config.tokens.issuer,
      kid: active?.kid,
      settings: changedSettings(config),
    },
    'Portcullis starts',
  );
}
