import type { Clock } from '../clock/clock.js';
import type { Algorithm } from '../jws/signature.js';

/** What every token is held against. */
export interface TokenRules {
  readonly issuer: string;
  /** One of them has to be in the token's `aud`. */
  readonly audience: readonly string[];
  readonly algorithms: readonly Algorithm[];
  readonly clock: Clock;
}
