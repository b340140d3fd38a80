import { setTimeout as delay } from 'node:timers/promises';
import { failureOf, overloaded } from '../failure.js';

/**
 * Milliseconds for which SQLite itself waits for another process. It does so on the event loop, where
 * everything else would wait along.
 */
export const SYNCHRONOUS_WAIT = 2;
/** Milliseconds between two attempts, in which others are served. */
const PAUSE = 20;
/** Milliseconds. */
const PATIENCE = 5000;

/**
 * Attempts again while another process holds the database; what was refused for that has had no
 * effect.
 * @throws AuthError OVERLOADED when that takes longer than `patience` milliseconds.
 */
export async function unlessBusy<T>(attempt: () => Promise<T>, patience = PATIENCE): Promise<T> {
  const giveUpAt = performance.now() + patience;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (failureOf(error) !== 'again') throw error;
      if (performance.now() > giveUpAt) throw overloaded();
      await delay(PAUSE);
    }
  }
}
