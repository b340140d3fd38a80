import { assertReady } from './ready.mjs';

assertReady();
await import(`../bench/${process.argv[2] ?? 'main'}.mjs`);
