import type { Clock } from '../../clock/clock.js';

/** Failures in a row after which a provider is given a rest. */
const PATIENCE = 5;
/** Milliseconds. */
const REST = 30_000;

/**
 * Spares a provider that keeps failing, and everyone who would wait for it. An answer that a sender
 * may have caused, by an odd code or an odd profile, counts once for that sender, so that no single
 * one brings the rest about.
 */
export class CircuitBreaker {
  private failures = 0;
  private restingUntil = 0;
  private readonly suspects = new Set<string>();

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
    this.suspects.clear();
  }

  /** The provider was out of reach, which no sender causes. */
  unreachable(): void {
    this.count();
  }

  /**
   * The provider failed at what one sender sent.
   * @returns Whether no other sender has met this since the last success.
   */
  failedFor(sender: string): boolean {
    if (!this.suspects.has(sender) && this.suspects.size < PATIENCE) {
      this.suspects.add(sender);
      this.count();
    }
    return this.suspects.size === 1;
  }

  private count(): void {
    this.failures += 1;
    if (this.failures >= PATIENCE) this.restingUntil = this.clock.monotonic() + REST;
  }
}
