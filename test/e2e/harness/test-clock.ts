import { Clock } from '../../../src/clock/clock.js';

export const MINUTE = 60;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Real time that can be moved forward, so that a test need not wait for an expiry. */
export class TestClock extends Clock {
  private offset = 0;
  private elapsed = 0;

  now(): number {
    return Date.now() + this.offset;
  }

  /** Whole seconds since the epoch, as tokens write time. */
  seconds(): number {
    return Math.floor(this.now() / 1000);
  }

  override monotonic(): number {
    return performance.now() + this.elapsed;
  }

  /** Lets time pass. */
  advance(seconds: number): void {
    this.offset += seconds * 1000;
    this.elapsed += seconds * 1000;
  }

  /** Sets the clock, forward or back, without any time passing. */
  step(seconds: number): void {
    this.offset += seconds * 1000;
  }
}
