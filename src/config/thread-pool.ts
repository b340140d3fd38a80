import { existsSync, readdirSync, stat } from 'node:fs';
import { availableParallelism, setPriority } from 'node:os';

/** Threads beyond those that hash, so that signing and name look-ups never wait for a password. */
const HEADROOM = 2;
const NODES_OWN = 4;

/** Linux alone has a priority for each thread. */
const THREADS = '/proc/self/task';
const BEHIND_THE_EVENT_LOOP = 10;

/** libuv reads it when the first work is handed to its threads, which starts them all. */
process.env.UV_THREADPOOL_SIZE ??= String(Math.max(NODES_OWN, availableParallelism() + HEADROOM));

/**
 * A storm of logins hashes on every core without pause. The event loop, which has little to do for
 * each of the others, goes first; without it a refresh waits for its turn at every step.
 */
function startInBackground(): void {
  const others = new Set(readdirSync(THREADS));
  stat(THREADS, () => undefined);
  for (const thread of readdirSync(THREADS)) {
    if (!others.has(thread)) setPriority(Number(thread), BEHIND_THE_EVENT_LOOP);
  }
}

if (existsSync(THREADS)) {
  try {
    startInBackground();
  } catch {
    // A sandbox may forbid it; the server is the same without, only slower under load.
  }
}
