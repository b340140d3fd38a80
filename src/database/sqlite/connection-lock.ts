import { setTimeout as delay } from 'node:timers/promises';
import { overloaded, failureOf } from '../failure.js';

export interface LockLimits {
  /** How many may wait at once. */
  readonly queueLimit: number;
  /** How long one may wait, in milliseconds. */
  readonly deadline: number;
}

export type Leave = () => void;

interface Waiter {
  readonly enter: (leave: Leave) => void;
  readonly timer: NodeJS.Timeout;
}

export const LIMITS: LockLimits = { queueLimit: 1000, deadline: 5000 };

/** First come, first served, one at a time. */
export class ConnectionLock {
  private readonly waiters = new Set<Waiter>();
  private taken = false;

  constructor(private readonly limits: LockLimits = LIMITS) {}

  get busy(): boolean {
    return this.taken;
  }

  get waiting(): number {
    return this.waiters.size;
  }

  /**
   * Resolves, once the caller is alone, to the function that lets the next one in.
   * @throws AuthError OVERLOADED when the queue is full or the deadline passes first.
   */
  async enter(): Promise<Leave> {
    if (!this.taken) return this.take();
    if (this.waiters.size >= this.limits.queueLimit) throw overloaded();
    return new Promise((enter, refuse) => {
      const timer = setTimeout(() => {
        this.waiters.delete(waiter);
        refuse(overloaded());
      }, this.limits.deadline);
      const waiter: Waiter = { enter, timer };
      this.waiters.add(waiter);
    });
  }

  private take(): Leave {
    this.taken = true;
    let inside = true;
    return () => {
      if (!inside) return;
      inside = false;
      this.admitNext();
    };
  }

  private admitNext(): void {
    this.taken = false;
    const [next] = this.waiters;
    if (next === undefined) return;
    this.waiters.delete(next);
    clearTimeout(next.timer);
    next.enter(this.take());
  }
}

/**
 * Milliseconds for which SQLite itself waits for another process. It does so on the event loop, where
 * everything else would wait along.
 */
export const SYNCHRONOUS_WAIT = 2;
/** Milliseconds between two attempts, in which others are served. */
const PAUSE = 20;
/** Milliseconds. */
export const PATIENCE = 5000;

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
