import type { Clock } from '../clock/clock.js';

/** Failures in a row after which a provider is given a rest. */
const PATIENCE = 5;
/** Milliseconds. */
const REST = 30_000;

/** Spares a provider that keeps failing, and everybody who would wait for it. */
export class CircuitBreaker {
  private failures = 0;
  private restingUntil = 0;

  constructor(private readonly clock: Clock) {}

  get resting(): boolean {
    return this.failures >= PATIENCE && this.clock.monotonic() < this.restingUntil;
  }

  /** Whether a call may go out; after a rest one call does, and decides about the next rest. */
  admits(): boolean {
    if (this.resting) return false;
    this.restingUntil = this.clock.monotonic() + REST;
    return true;
  }

  succeeded(): void {
    this.failures = 0;
  }

  failed(): void {
    this.failures += 1;
    if (this.failures >= PATIENCE) this.restingUntil = this.clock.monotonic() + REST;
  }
}
