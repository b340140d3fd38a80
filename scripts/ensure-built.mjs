import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { mustRunNode } from './run.mjs';

const STAMP = join(root, 'dist/.stamp');
const SINGLE_INPUTS = [
  'ormconfig.ts',
  'tsconfig.json',
  'tsconfig.build.json',
  'nest-cli.json',
  'package-lock.json',
  'scripts/bundle.mjs',
  'scripts/launcher.cjs',
  'scripts/record-compilation.mjs',
  'scripts/recorded-start.cjs',
];

function inputs() {
  const sources = readdirSync(join(root, 'src'), { recursive: true })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => join('src', path));
  return [...SINGLE_INPUTS, ...sources].sort();
}

/** Changes with the name or the content of anything that the build reads, and with V8. */
function fingerprint() {
  const hash = createHash('sha256').update(process.versions.v8);
  for (const path of inputs()) {
    const content = readFileSync(join(root, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** Whether `dist` was made from the very same sources, or is all there is, as in an image. */
export function isBuilt() {
  if (!existsSync(join(root, 'src'))) return existsSync(join(root, 'dist/portcullis.cjs'));
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint();
}

/** Compiles into `dist` unless it is up to date. */
export function ensureBuilt() {
  if (isBuilt()) return;
  const wanted = fingerprint();
  console.log('Building …');
  mustRunNode(join(root, 'node_modules/@nestjs/cli/bin/nest.js'), 'build');
  mustRunNode(join(root, 'scripts/bundle.mjs'));
  writeFileSync(STAMP, wanted);
}
