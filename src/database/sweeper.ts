import { setTimeout as delay } from 'node:timers/promises';
import { Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';

export interface SweepPlan {
  /** Milliseconds between sweeps; each comes up to a tenth later, so that instances drift apart. */
  readonly every: number;
  /** Rows a statement may delete. */
  readonly batch: number;
  /** Milliseconds between batches, for the requests to get at the database. */
  readonly pause: number;
}

const PLAN: SweepPlan = { every: 600_000, batch: 500, pause: 100 };

/**
 * Deletes what is no longer needed, in batches, until a batch is short. Runs from the start of the
 * application to its end and never beside itself; several instances may sweep at once.
 */
export abstract class Sweeper implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger(this.constructor.name);
  private readonly stopping = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private current: Promise<void> | undefined;

  protected constructor(private readonly plan: SweepPlan = PLAN) {}

  /** Deletes at most `limit` rows; how many it deleted. */
  protected abstract deleteBatch(limit: number): Promise<number>;

  onApplicationBootstrap(): void {
    this.schedule();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    clearTimeout(this.timer);
    await this.current;
  }

  /** Sweeps now, or joins the sweep under way. Never rejects; failures are logged. */
  async sweep(): Promise<void> {
    this.current ??= this.deleteAll().finally(() => {
      this.current = undefined;
    });
    return this.current;
  }

  private async deleteAll(): Promise<void> {
    try {
      while (!this.stopping.signal.aborted) {
        if ((await this.deleteBatch(this.plan.batch)) < this.plan.batch) return;
        await delay(this.plan.pause, undefined, { ref: false, signal: this.stopping.signal });
      }
    } catch (error) {
      if (!this.stopping.signal.aborted) this.log.error(error);
    }
  }

  private schedule(): void {
    if (this.stopping.signal.aborted) return;
    const wait = this.plan.every * (1 + Math.random() / 10);
    this.timer = setTimeout(
      () =>
        void this.sweep().then(() => {
          this.schedule();
        }),
      wait,
    ).unref();
  }
}
