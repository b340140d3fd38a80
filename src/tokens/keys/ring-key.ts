import type { SigningKey, VerificationKey } from './verification-key.js';

/** One whose turn to sign comes, is, or was. Times are milliseconds since the epoch. */
export interface TurnKey {
  readonly key: SigningKey;
  /** Its place in the order of keys; 0 for one that an operator put there. */
  readonly number: number;
  /** Since when services can know it. */
  readonly publishedAt: number;
  readonly signsFrom: number;
  readonly revokedAt: number | null;
}

/** One that an operator put there to verify by, and that never signs. */
export interface StandingKey {
  readonly key: VerificationKey;
  readonly signsFrom: null;
  readonly revokedAt: number | null;
}

/** A key, and the moments that say what it is; nothing stores what it is. */
export type RingKey = TurnKey | StandingKey;

export const isTurnKey = (key: RingKey): key is TurnKey => key.signsFrom !== null;
