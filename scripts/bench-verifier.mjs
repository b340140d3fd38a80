import { ensureVerifierBuilt } from './ensure-verifier-built.mjs';
import { assertReady } from './ready.mjs';

assertReady();
ensureVerifierBuilt();
await import(`../bench/${process.argv[2] ?? 'verifier'}.mjs`);
