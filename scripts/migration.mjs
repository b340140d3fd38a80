import { join } from 'node:path';
import { prepare } from './prepare.mjs';
import { root } from './root.mjs';
import { runNode } from './run.mjs';

const [step, ...rest] = process.argv.slice(2);

prepare();
process.exit(
  runNode(
    join(root, 'node_modules/typeorm/cli.js'),
    `migration:${step}`,
    '--dataSource',
    'dist/ormconfig.js',
    ...rest,
  ),
);
