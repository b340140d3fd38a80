import { prepare } from './prepare.mjs';

prepare();
await import('../dist/src/cli/create-key.js');
