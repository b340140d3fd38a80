import type { Clock } from '../clock/clock.js';
import { Freshness, type FreshnessState } from '../clock/freshness.js';
import type { VerifierState, VerifierStatus } from './status.js';

export interface AwarenessOptions {
  readonly clock: Clock;
  readonly feed: VerifierStatus['feed'];
  /** In seconds. */
  readonly maxStaleness: number;
  /** Called when the state goes from `current` to `stale` or back. */
  readonly turned: () => void;
}

const ageOf = (freshness: Freshness): number | null =>
  freshness.state === 'unknown' ? null : freshness.age;

/** How well informed the verifier is, and whether that is enough. */
export class Awareness {
  readonly keys: Freshness;
  readonly revocations: Freshness;
  /** Resolves when nothing is lacking any more that is needed to accept a token. */
  readonly started: Promise<void>;
  /** What tells whether the server is there. */
  private readonly decisive: Freshness;
  private hasStarted = false;
  private told: FreshnessState = 'current';
  private start = (): void => undefined;

  constructor(private readonly options: AwarenessOptions) {
    const changed = (): void => {
      this.follow();
    };
    this.keys = new Freshness(options.clock, changed);
    this.revocations = new Freshness(options.clock, changed);
    this.decisive = options.feed === 'on' ? this.revocations : this.keys;
    this.started = new Promise((resolve) => {
      this.start = resolve;
    });
  }

  /** Whether tokens may be judged by what is known. */
  get isEnough(): boolean {
    return this.hasStarted && this.decisive.age <= this.options.maxStaleness;
  }

  get state(): VerifierState {
    if (!this.hasStarted) return 'starting';
    return this.decisive.state === 'stale' || !this.isEnough ? 'stale' : 'current';
  }

  get ages(): Pick<VerifierStatus, 'keysAge' | 'revocationsAge'> {
    return { keysAge: ageOf(this.keys), revocationsAge: ageOf(this.revocations) };
  }

  private follow(): void {
    if (!this.hasStarted) {
      this.hasStarted = this.keys.state !== 'unknown' && this.decisive.state !== 'unknown';
      if (this.hasStarted) this.start();
    } else if (this.decisive.state !== this.told) {
      this.told = this.decisive.state;
      this.options.turned();
    }
  }
}
