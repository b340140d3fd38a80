import { Injectable } from '@nestjs/common';

/** The one source of the present moment, so that a test can move it. */
export abstract class Clock {
  /** Milliseconds since the Unix epoch. */
  abstract now(): number;

  /** Milliseconds since some moment in the past; never steps, whatever is done to the clock. */
  monotonic(): number {
    return performance.now();
  }
}

@Injectable()
export class SystemClock extends Clock {
  now(): number {
    return Date.now();
  }
}
