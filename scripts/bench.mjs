import { prepare } from './prepare.mjs';

prepare();
await import(`../bench/${process.argv[2] ?? 'main'}.mjs`);
