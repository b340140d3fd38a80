import { assertReady } from './ready.mjs';

assertReady();
await import('../demo/oidc.mjs');
