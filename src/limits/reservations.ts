import { AuthError } from '../errors/auth-error.js';

/** How long an attempt waits for its turn, and behind how many others. */
export interface Queueing {
  /** How many may wait under one key. */
  readonly waiting: number;
  /** Milliseconds after which waiting is given up. */
  readonly patience: number;
}

interface Ticket {
  readonly room: number;
  readonly admit: (others: number) => void;
}

interface Line {
  held: number;
  /** A set keeps the order of arrival, and lets a late one step out from the middle. */
  readonly queue: Set<Ticket>;
}

export const overloaded = (): AuthError => new AuthError({ code: 'OVERLOADED', retryAfter: 1 });

/**
 * What is under way in this process under each key. Only keys with an attempt under way are kept,
 * so memory follows the requests that the server has at hand.
 */
export class Reservations {
  private readonly lines = new Map<string, Line>();
  private queued = 0;

  constructor(private readonly waiting: number) {}

  /** How many attempts wait for their turn. */
  get waitingNow(): number {
    return this.queued;
  }

  /** How many keys have something under way. */
  get size(): number {
    return this.lines.size;
  }

  /**
   * Reserves one, at once or in order of arrival.
   * @param room how many may be under way under this key
   * @param deadline on the clock of `performance.now()`
   * @returns how many others are under way
   * @throws AuthError OVERLOADED when too many wait, or for too long
   */
  async take(key: string, room: number, deadline: number): Promise<number> {
    const line = this.lineOf(key);
    if (line.queue.size > 0 || line.held >= room) return this.turn(key, line, room, deadline);
    line.held += 1;
    return line.held - 1;
  }

  giveBack(key: string): void {
    const line = this.lineOf(key);
    line.held -= 1;
    this.advance(key, line);
  }

  private lineOf(key: string): Line {
    const line = this.lines.get(key) ?? { held: 0, queue: new Set() };
    this.lines.set(key, line);
    return line;
  }

  private async turn(key: string, line: Line, room: number, deadline: number): Promise<number> {
    if (line.queue.size >= this.waiting) throw overloaded();
    this.queued += 1;
    try {
      return await new Promise<number>((resolve, reject) => {
        const giveUp = (): void => {
          line.queue.delete(ticket);
          reject(overloaded());
          this.advance(key, line);
        };
        const timer = setTimeout(giveUp, Math.max(0, deadline - performance.now())).unref();
        const admit = (others: number): void => {
          clearTimeout(timer);
          resolve(others);
        };
        const ticket: Ticket = { room, admit };
        line.queue.add(ticket);
      });
    } finally {
      this.queued -= 1;
    }
  }

  /** Hands places to the first in line, so that a newcomer cannot slip in between. */
  private advance(key: string, line: Line): void {
    for (const ticket of line.queue) {
      if (line.held >= ticket.room) return;
      line.queue.delete(ticket);
      ticket.admit(line.held);
      line.held += 1;
    }
    if (line.held === 0) this.lines.delete(key);
  }
}
