import type { RevocationReason, RotationUse, Session, SessionUse } from './session.js';

export interface Opening {
  readonly id: string;
  readonly userId: string;
  readonly contract: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly expiresAt: number;
  readonly absoluteExpiresAt: number;
  readonly use: SessionUse;
}

export interface Rotation {
  readonly id: string;
  /** The generation that the presented token names. */
  readonly generation: number;
  readonly now: number;
  /** Expiry of the successor. */
  readonly expiresAt: number;
  readonly use: RotationUse;
}

export interface Revocation {
  readonly sessionId: string;
  readonly revokedAt: number;
}

export abstract class TokenStore {
  /** Inserts a session at generation 0. */
  abstract open(opening: Opening): Promise<void>;
  /** One compare-and-set; true for the single caller who moved the session on. */
  abstract rotate(rotation: Rotation): Promise<boolean>;
  abstract find(id: string): Promise<Session | null>;
  /** True when this call ended the session, false when it had ended or never was. */
  abstract revoke(id: string, reason: RevocationReason, now: number): Promise<boolean>;
  /** Ends every open session of a user; the ids of those this call ended. */
  abstract revokeAllOf(
    userId: string,
    reason: RevocationReason,
    now: number,
  ): Promise<readonly string[]>;
  /** The latest stamp of a revocation, in milliseconds since the epoch; null where there is none. */
  abstract latestRevocation(): Promise<number | null>;
  /** Revocations stamped at or after a moment (milliseconds since the epoch). */
  abstract revokedSince(moment: number): Promise<readonly Revocation[]>;
  /** Deletes at most `limit` sessions that expired before `moment`; how many it deleted. */
  abstract sweep(moment: number, limit: number): Promise<number>;
}
