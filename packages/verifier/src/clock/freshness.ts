import { type Clock, inSeconds } from './clock.js';

/** A single failure is a connection that was closed; the next attempt is a moment away. */
const FAILURES = 2;
/** Seconds without an answer, of a server that holds a request for 30 at most. */
const SILENCE = 35;

export type FreshnessState = 'unknown' | 'current' | 'stale';

/** How long ago something was last known to be so. */
export class Freshness {
  private confirmed = -Infinity;
  private failures = 0;
  private current: FreshnessState = 'unknown';

  /** @param changed called whenever the state is another one */
  constructor(
    private readonly clock: Clock,
    private readonly changed: () => void,
  ) {}

  confirm(): void {
    this.confirmed = this.clock();
    this.failures = 0;
    this.become('current');
  }

  fail(): void {
    this.failures += 1;
    if (this.current === 'unknown') return;
    if (this.failures >= FAILURES || this.age >= SILENCE) this.become('stale');
  }

  /** `unknown` until the first success, `stale` from the second failure in a row to the next one. */
  get state(): FreshnessState {
    return this.current;
  }

  /** In seconds; infinite while the state is `unknown`. */
  get age(): number {
    return Math.max(0, inSeconds(this.clock() - this.confirmed));
  }

  private become(state: FreshnessState): void {
    if (state === this.current) return;
    this.current = state;
    this.changed();
  }
}
