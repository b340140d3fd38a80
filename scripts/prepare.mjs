import { existsSync } from 'node:fs';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { root } from './root.mjs';

/** Installs, builds and reads `.env`, whichever of these is due; what is already set stays. */
export function prepare() {
  process.chdir(root);
  ensureInstalled();
  ensureBuilt();
  if (existsSync('.env')) process.loadEnvFile('.env');
}
