import { AuthError } from '../errors/auth-error.js';

export interface GroupCommitLimits {
  /** Items in one batch. */
  readonly batch: number;
  /** Items that may wait for a batch. */
  readonly queue: number;
}

interface Entry<Item, Outcome> {
  /** On the clock of `performance.now()`. */
  readonly since: number;
  readonly items: readonly Item[];
  readonly resolve: (outcomes: readonly Outcome[]) => void;
  readonly reject: (reason: unknown) => void;
}

/** What is not written yet. */
export interface Backlog {
  readonly waiting: number;
  /** How long the oldest has waited, in milliseconds. */
  readonly oldestMs: number;
}

/**
 * Gathers, while one batch is being written, everything for the next: a lone caller waits for its
 * own write, a flood shares writes.
 */
export class GroupCommit<Item, Outcome = void> {
  private readonly queue: Entry<Item, Outcome>[] = [];
  private queued = 0;
  /** What is being written. */
  private inHand: readonly Entry<Item, Outcome>[] = [];
  private writing = false;
  private written: Promise<void> = Promise.resolve();

  constructor(
    /** The outcomes are those of the items, in their order. */
    private readonly write: (batch: readonly Item[]) => Promise<readonly Outcome[]>,
    private readonly limits: GroupCommitLimits,
    /** Whether an error is about what was written, so that only one of the entries need be its cause. */
    private readonly isAboutContent: (error: unknown) => boolean = () => false,
  ) {}

  /**
   * Resolves to their outcomes once these items, which stay together, are written; rejects with what their batch
   * failed with, or they alone where they are the cause.
   * @throws AuthError OVERLOADED when too many wait already.
   */
  async add(items: readonly Item[]): Promise<readonly Outcome[]> {
    if (items.length === 0) return [];
    if (this.queued + items.length > this.limits.queue) {
      throw new AuthError({ code: 'OVERLOADED', retryAfter: 1 });
    }
    return new Promise((resolve, reject) => {
      this.queue.push({ since: performance.now(), items, resolve, reject });
      this.queued += items.length;
      if (!this.writing) this.written = this.writeAll();
    });
  }

  backlog(): Backlog {
    const [oldest = this.queue[0]] = this.inHand;
    const inHand = this.inHand.reduce((sum, { items }) => sum + items.length, 0);
    return {
      waiting: this.queued + inHand,
      oldestMs: oldest === undefined ? 0 : performance.now() - oldest.since,
    };
  }

  /** Resolves when nothing waits any more; failures are told to those who waited. */
  async drain(): Promise<void> {
    while (this.writing) await this.written;
  }

  private async writeAll(): Promise<void> {
    this.writing = true;
    while (this.queue.length > 0) {
      this.inHand = this.nextBatch();
      await this.writeBatch(this.inHand);
    }
    this.inHand = [];
    this.writing = false;
  }

  private nextBatch(): readonly Entry<Item, Outcome>[] {
    let size = 0;
    let end = 0;
    for (const { items } of this.queue) {
      if (end > 0 && size + items.length > this.limits.batch) break;
      size += items.length;
      end += 1;
    }
    this.queued -= size;
    return this.queue.splice(0, end);
  }

  private async writeBatch(batch: readonly Entry<Item, Outcome>[]): Promise<void> {
    try {
      const outcomes = await this.write(batch.flatMap(({ items }) => items));
      let start = 0;
      for (const { items, resolve } of batch) {
        resolve(outcomes.slice(start, start + items.length));
        start += items.length;
      }
    } catch (error) {
      if (batch.length > 1 && this.isAboutContent(error)) {
        // What cannot be written fails alone.
        for (const entry of batch) await this.writeBatch([entry]);
        return;
      }
      for (const { reject } of batch) reject(error);
    }
  }
}
