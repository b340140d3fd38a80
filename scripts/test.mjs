import { join } from 'node:path';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { root } from './root.mjs';
import { runNode } from './run.mjs';

ensureInstalled();
// Some tests start the server as a process of its own.
ensureBuilt();
process.exit(runNode(join(root, 'node_modules/jest/bin/jest.js'), ...process.argv.slice(2)));
