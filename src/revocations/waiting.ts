import { Injectable } from '@nestjs/common';
import { AuthError } from '../errors/auth-error.js';
import { RevocationIndex } from '../token-store/revocation-index.js';

/** Readers of one process that may wait at once; each has a connection. */
const MOST = 2000;

/** Those who wait for something to be revoked. */
@Injectable()
export class Waiting {
  private readonly waiting = new Set<() => void>();
  private moves = 0;

  constructor(index: RevocationIndex) {
    index.onProgress(() => {
      this.moves += 1;
      for (const wake of [...this.waiting]) wake();
    });
  }

  get count(): number {
    return this.waiting.size;
  }

  /** How often the log went on. A reader takes it before it looks, and waits from there. */
  get progress(): number {
    return this.moves;
  }

  /**
   * Resolves when the log went on since `progress`, after some milliseconds, or on the signal.
   * @throws AuthError OVERLOADED when too many wait already
   */
  async since(progress: number, milliseconds: number, signal: AbortSignal): Promise<void> {
    // What was revoked while a reader looked wakes it no more.
    if (progress !== this.moves) return;
    if (this.waiting.size >= MOST) throw new AuthError({ code: 'OVERLOADED', retryAfter: 5 });
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        this.waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, milliseconds).unref();
      signal.addEventListener('abort', wake);
      this.waiting.add(wake);
    });
  }
}
