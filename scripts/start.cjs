'use strict';
const { availableParallelism } = require('node:os');

// As src/config/thread-pool.ts does, and sooner: loading a module by `import` uses the threads
// already, and settles how many there are.
process.env.UV_THREADPOOL_SIZE ??= String(Math.max(4, availableParallelism() + 2));

async function start() {
  const { prepare } = await import('./prepare.mjs');
  const { followShell } = await import('./follow-shell.mjs');
  prepare();
  if (process.env.npm_lifecycle_event === 'start') followShell();
  await import('../dist/src/main.js');
}

void start();
