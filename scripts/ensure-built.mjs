import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprintOf, sourcesIn } from './fingerprint.mjs';
import { root } from './root.mjs';
import { mustRunNode } from './run.mjs';

const STAMP = join(root, 'dist/.stamp');
/** What the server is compiled of, and its pages, which have the client in them. */
const SOURCES = ['src', 'pages', 'packages/client/src'];
const SINGLE_INPUTS = [
  'ormconfig.ts',
  'tsconfig.json',
  'tsconfig.build.json',
  'nest-cli.json',
  'package-lock.json',
  'scripts/bundle.mjs',
  'scripts/bundle-pages.mjs',
  'scripts/launcher.cjs',
  'scripts/record-compilation.mjs',
  'scripts/recorded-start.cjs',
];

const fingerprint = () => fingerprintOf([...SINGLE_INPUTS, ...SOURCES.flatMap(sourcesIn)]);

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
  mustRunNode(join(root, 'scripts/bundle-pages.mjs'));
  mustRunNode(join(root, 'scripts/bundle.mjs'));
  writeFileSync(STAMP, wanted);
}
