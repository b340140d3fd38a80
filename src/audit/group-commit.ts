import { AuthError } from '../errors/auth-error.js';

export interface GroupCommitLimits {
  /** Items in one batch. */
  readonly batch: number;
  /** Items that may wait for a batch. */
  readonly queue: number;
}

interface Entry<Item> {
  readonly items: readonly Item[];
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Gathers, while one batch is being written, everything for the next: a lone caller waits for its
 * own write, a flood shares writes.
 */
export class GroupCommit<Item> {
  private readonly queue: Entry<Item>[] = [];
  private queued = 0;
  private writing = false;
  private written: Promise<void> = Promise.resolve();

  constructor(
    private readonly write: (batch: readonly Item[]) => Promise<void>,
    private readonly limits: GroupCommitLimits,
    /** Whether an error is about what was written, so that only one of the entries need be its cause. */
    private readonly isAboutContent: (error: unknown) => boolean = () => false,
  ) {}

  /**
   * Resolves once these items, which stay together, are written; rejects with what their batch
   * failed with, or they alone where they are the cause.
   * @throws AuthError OVERLOADED when too many wait already.
   */
  async add(items: readonly Item[]): Promise<void> {
    if (items.length === 0) return;
    if (this.queued + items.length > this.limits.queue) {
      throw new AuthError({ code: 'OVERLOADED', retryAfter: 1 });
    }
    await new Promise<void>((resolve, reject) => {
      this.queue.push({ items, resolve, reject });
      this.queued += items.length;
      if (!this.writing) this.written = this.writeAll();
    });
  }

  /** Resolves when nothing waits any more; failures are told to those who waited. */
  async drain(): Promise<void> {
    while (this.writing) await this.written;
  }

  private async writeAll(): Promise<void> {
    this.writing = true;
    while (this.queue.length > 0) await this.writeBatch(this.nextBatch());
    this.writing = false;
  }

  private nextBatch(): readonly Entry<Item>[] {
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

  private async writeBatch(batch: readonly Entry<Item>[]): Promise<void> {
    try {
      await this.write(batch.flatMap(({ items }) => items));
      for (const { resolve } of batch) resolve();
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
