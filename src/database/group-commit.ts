import { AuthError } from '../errors/auth-error.js';

export interface GroupCommitLimits {
  /** Items in one batch. */
  readonly batch: number;
  /** Items that may wait for a batch. */
  readonly queue: number;
  /** For what a batch waits in a crowd; where it is not set, for nothing. */
  readonly gather?: Gathering;
}

/** A batch waits for so many items, while they are expected within so many milliseconds. */
export interface Gathering {
  readonly items: number;
  readonly within: number;
}

interface Entry<Item, Outcome> {
  /** On the clock of `performance.now()`. */
  readonly since: number;
  readonly items: readonly Item[];
  readonly resolve: (outcomes: readonly Outcome[]) => void;
  readonly reject: (reason: unknown) => void;
}

/** Milliseconds over which arrivals are counted. */
const WINDOW = 100;

/** How fast items arrive, by those of the last tenth of a second and the one before. */
class ArrivalRate {
  private since = -Infinity;
  private counted = 0;
  /** Items per millisecond. */
  private rate = 0;

  note(count: number): void {
    const now = performance.now();
    const elapsed = now - this.since;
    if (elapsed >= WINDOW) {
      this.rate = this.counted / elapsed;
      this.since = now;
      this.counted = 0;
    }
    this.counted += count;
  }

  /** Milliseconds in which so many arrive. */
  timeFor(count: number): number {
    return count <= 0 ? 0 : count / this.rate;
  }
}

/** What is not written yet. */
export interface Backlog {
  readonly waiting: number;
  /** How long the oldest has waited, in milliseconds. */
  readonly oldestMs: number;
}

/**
 * Gathers, while one batch is being written, everything for the next: a lone caller waits for its
 * own write, a flood shares writes. Writes that are quick gather little; where as many arrive as
 * `gather` says, each batch waits for them.
 */
export class GroupCommit<Item, Outcome = void> {
  private readonly queue: Entry<Item, Outcome>[] = [];
  private queued = 0;
  /** What is being written. */
  private inHand: readonly Entry<Item, Outcome>[] = [];
  private writing = false;
  private written: Promise<void> = Promise.resolve();
  private readonly arrivals = new ArrivalRate();

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
      this.arrivals.note(items.length);
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
      const pause = this.pauseToGather();
      if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
      this.inHand = this.nextBatch();
      await this.writeBatch(this.inHand);
    }
    this.inHand = [];
    this.writing = false;
  }

  /** Milliseconds; 0 where it would take too long, or enough are there. */
  private pauseToGather(): number {
    const { items, within } = this.limits.gather ?? { items: 0, within: 0 };
    const time = this.arrivals.timeFor(items - this.queued);
    return time <= within ? time : 0;
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
