import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprintOf, sourcesIn } from './fingerprint.mjs';
import { root } from './root.mjs';
import { mustRunNode } from './run.mjs';

const PACKAGE = 'packages/verifier';
const DIST = join(root, PACKAGE, 'dist');
const STAMP = join(DIST, '.stamp');
const SINGLE_INPUTS = ['tsconfig.json', 'package-lock.json', 'scripts/ensure-verifier-built.mjs'];
const OF_PACKAGE = ['package.json', 'tsconfig.json', 'tsconfig.cjs.json'];

const fingerprint = () =>
  fingerprintOf([
    ...SINGLE_INPUTS,
    ...OF_PACKAGE.map((file) => join(PACKAGE, file)),
    ...sourcesIn(join(PACKAGE, 'src')),
  ]);

/** Whether the package was built from the very same sources, or its sources are not here at all. */
export function isVerifierBuilt() {
  if (!existsSync(join(root, PACKAGE, 'src'))) return true;
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint();
}

/** Compiles the package as ES modules and as CommonJS unless that is up to date. */
export function ensureVerifierBuilt() {
  if (isVerifierBuilt()) return;
  const wanted = fingerprint();
  console.log('Building @portcullis/verifier …');
  rmSync(DIST, { recursive: true, force: true });
  for (const project of ['tsconfig.json', 'tsconfig.cjs.json']) {
    mustRunNode(join(root, 'node_modules/typescript/bin/tsc'), '-p', join(PACKAGE, project));
  }
  // The package says `module`; what is in this folder is not.
  writeFileSync(join(DIST, 'cjs/package.json'), '{ "type": "commonjs", "sideEffects": false }\n');
  writeFileSync(STAMP, wanted);
}
