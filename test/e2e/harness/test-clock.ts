import { Clock } from '../../../src/clock/clock.js';

export const MINUTE = 60;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Real time that can be moved forward, so that a test need not wait for an expiry. */
export class TestClock extends Clock {
  private offset = 0;

  now(): number {
    return Date.now() + this.offset;
  }

  /** Whole seconds since the epoch, as tokens write time. */
  seconds(): number {
    return Math.floor(this.now() / 1000);
  }

  advance(seconds: number): void {
    this.offset += seconds * 1000;
  }
}
