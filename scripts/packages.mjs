import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprintOf, sourcesIn } from './fingerprint.mjs';
import { root } from './root.mjs';
import { mustRunNode } from './run.mjs';

const SINGLE_INPUTS = ['tsconfig.json', 'package-lock.json', 'scripts/packages.mjs'];
const OF_PACKAGE = ['package.json', 'tsconfig.json', 'tsconfig.cjs.json'];

/**
 * A package that is published alone, compiled as ES modules and as CommonJS.
 * @param generator a script that writes some of its sources, of `inputs`
 */
function packageIn(folder, { generator, inputs = [] } = {}) {
  const path = join('packages', folder);
  const dist = join(root, path, 'dist');
  const stamp = join(dist, '.stamp');

  const fingerprint = () =>
    fingerprintOf([
      ...SINGLE_INPUTS,
      ...inputs,
      ...(generator === undefined ? [] : [generator]),
      ...OF_PACKAGE.map((file) => join(path, file)),
      ...sourcesIn(join(path, 'src')),
    ]);

  /** Whether it was built from the very same sources, or its sources are not here at all. */
  function isBuilt() {
    if (!existsSync(join(root, path, 'src'))) return true;
    return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint();
  }

  /** Compiles it unless that is up to date. */
  function ensureBuilt() {
    if (isBuilt()) return;
    console.log(`Building @portcullis/${folder} …`);
    if (generator !== undefined) mustRunNode(join(root, generator));
    const wanted = fingerprint();
    rmSync(dist, { recursive: true, force: true });
    for (const project of ['tsconfig.json', 'tsconfig.cjs.json']) {
      mustRunNode(join(root, 'node_modules/typescript/bin/tsc'), '-p', join(path, project));
    }
    // The package says `module`; what is in this folder is not.
    writeFileSync(join(dist, 'cjs/package.json'), '{ "type": "commonjs", "sideEffects": false }\n');
    writeFileSync(stamp, wanted);
  }

  return { isBuilt, ensureBuilt };
}

export const PACKAGES = {
  verifier: packageIn('verifier'),
  client: packageIn('client', {
    generator: 'scripts/client-types.mjs',
    inputs: ['openapi.json'],
  }),
};
