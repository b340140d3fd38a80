import { join } from 'node:path';
import { assertReady } from './ready.mjs';
import { root } from './root.mjs';
import { mustRunNode } from './run.mjs';

/** `npm run fuzz`, or `npm run fuzz -- 5000 7` for so many requests from that seed. */
const [requests = '100000', seed = '42'] = process.argv.slice(2);
process.env.FUZZ_REQUESTS = requests;
process.env.FUZZ_SEED = seed;

assertReady();
mustRunNode(join(root, 'node_modules/jest/bin/jest.js'), 'test/fuzz');
