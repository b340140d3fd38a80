import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { ensureBuilt, isBuilt } from './ensure-built.mjs';
import { areAllInstalled, canServe, ensureInstalled } from './ensure-installed.mjs';
import { PACKAGES } from './packages.mjs';
import { root } from './root.mjs';

const NOT_INSTALLED = 'Packages are missing or of another version: run npm ci.';
const NOT_BUILT = 'dist/ is missing or older than src/: run npm run build.';
const PRODUCTION = `In production nothing is installed or built by npm start or npm test, since another server may
run from the same folder. Run npm ci && npm run build && npm ci --omit=dev, then start again.`;

function refuse(...sentences) {
  console.error(sentences.join('\n'));
  process.exit(1);
}

function isProduction() {
  const file = join(root, '.env');
  const fromFile = existsSync(file)
    ? parseEnv(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''))
    : {};
  return (process.env.NODE_ENV || fromFile.NODE_ENV) === 'production';
}

const SERVER = { isBuilt, ensureBuilt };

function prepare(isInstalled, ...parts) {
  process.chdir(root);
  const [installed, built] = [isInstalled(), parts.every((part) => part.isBuilt())];
  if (installed && built) return;
  if (isProduction()) refuse(installed ? NOT_BUILT : NOT_INSTALLED, PRODUCTION);
  ensureInstalled();
  for (const part of parts) part.ensureBuilt();
}

/** For `npm start`: installs and builds what is missing, unless a server could run from here. */
export const prepareToServe = () => prepare(canServe, SERVER);

/** For `npm test`, as for `npm start`; it needs the packages of development, and ours, too. */
export const prepareToTest = () => prepare(areAllInstalled, SERVER, ...Object.values(PACKAGES));

/** For every other script: ends it where something is missing, and says what to do. */
export function assertInstalled() {
  process.chdir(root);
  if (!areAllInstalled()) refuse(NOT_INSTALLED);
}

/** As `assertInstalled`, for scripts that start the built server. */
export function assertReady() {
  assertInstalled();
  if (!isBuilt()) refuse(NOT_BUILT);
}
