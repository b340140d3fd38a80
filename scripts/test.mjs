import { join } from 'node:path';
import { prepareToTest } from './ready.mjs';
import { root } from './root.mjs';
import { runNode } from './run.mjs';

// Some tests start the server as a process of its own.
prepareToTest();
process.exit(runNode(join(root, 'node_modules/jest/bin/jest.js'), ...process.argv.slice(2)));
