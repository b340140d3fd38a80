/**
 * `starting`: not everything is known that is needed to accept a token. `current`: the server
 * answers. `stale`: it does not, and the verifier goes on with what it knows.
 */
export type VerifierState = 'starting' | 'current' | 'stale';

export interface VerifierStatus {
  readonly state: VerifierState;
  /** `off` without client credentials: a token is then good until it expires. */
  readonly feed: 'on' | 'off';
  /** Seconds since the feed last answered; null before that, and where it is off. */
  readonly revocationsAge: number | null;
  /** Seconds since the keys were last fetched; null before that. */
  readonly keysAge: number | null;
  /** How many keys are trusted. */
  readonly keys: number;
  /** How many revocations are remembered. */
  readonly revocations: number;
}
