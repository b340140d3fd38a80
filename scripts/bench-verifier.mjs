import { PACKAGES } from './packages.mjs';
import { assertReady } from './ready.mjs';

assertReady();
PACKAGES.verifier.ensureBuilt();
await import(`../bench/${process.argv[2] ?? 'verifier'}.mjs`);
