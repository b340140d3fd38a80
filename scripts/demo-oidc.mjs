import { prepare } from './prepare.mjs';

prepare();
await import('../demo/oidc.mjs');
