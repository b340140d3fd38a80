import { Clock } from '../../src/clock/clock.js';

/** The clock of Jest's fake timers, which move the limiter's own time too. */
export class FakeTime extends Clock {
  now(): number {
    return Date.now();
  }

  async pass(seconds: number): Promise<void> {
    await jest.advanceTimersByTimeAsync(seconds * 1000);
  }
}
