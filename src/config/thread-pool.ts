import { availableParallelism } from 'node:os';

/** Threads beyond those that hash, so that signing and name look-ups never wait for a password. */
const HEADROOM = 2;
const NODES_OWN = 4;

/**
 * libuv reads this once, when the first work is handed to its threads: whoever wants it to count
 * imports this module before any other.
 */
process.env.UV_THREADPOOL_SIZE ??= String(Math.max(NODES_OWN, availableParallelism() + HEADROOM));
