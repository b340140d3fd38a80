import { followShell } from './follow-shell.mjs';
import { prepare } from './prepare.mjs';

prepare();
if (process.env.npm_lifecycle_event === 'start') followShell();
await import('../dist/src/main.js');
