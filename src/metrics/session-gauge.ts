import { Injectable } from '@nestjs/common';
import { Registry } from 'prom-client';
import { Clock } from '../clock/clock.js';
import { TokenStore } from '../token-store/token-store.js';
import { gauge } from './gauge.js';

/** Milliseconds for which a count holds. */
const HOLDS = 60_000;
/** Some milliseconds of SQLite, which has the event loop to itself meanwhile. */
const EFFORT = { sample: 5_000, most: 1_000_000 };

/**
 * How many sessions are open. Two bounded statements count or estimate it, at most once a minute and
 * only when the metrics are read; the reader gets the last number and never waits for the next.
 */
@Injectable()
export class SessionMetrics {
  private counted: number | null = null;
  /** On the monotonic clock. */
  private dueAt = -Infinity;

  constructor(
    registry: Registry,
    private readonly sessions: TokenStore,
    private readonly clock: Clock,
  ) {
    gauge(
      registry,
      {
        name: 'portcullis_sessions_open',
        help: `Sessions that are open, at most a minute ago; beyond ${EFFORT.sample} an estimate.`,
        aggregator: 'max',
      },
      () => {
        this.countWhenDue();
        return this.counted;
      },
    );
  }

  private countWhenDue(): void {
    const now = this.clock.monotonic();
    if (now < this.dueAt) return;
    this.dueAt = now + HOLDS;
    this.sessions.estimateOpen(this.clock.now(), EFFORT).then(
      (count) => {
        this.counted = count;
      },
      () => {
        // That the database does not answer is told elsewhere; an old count would be taken for a new one.
        this.counted = null;
      },
    );
  }
}
