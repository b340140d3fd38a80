/** Why a session ended before its time. */
export type RevocationReason = 'logout' | 'reuse' | 'user-disabled' | 'user-gone';

/** One row per session: the family of refresh tokens that descend from one login. */
export interface Session {
  readonly id: string;
  readonly userId: string;
  /** Name of the contract whose lifetimes and answers the session keeps. */
  readonly contract: string;
  /** Counts rotations; only the token that names the current generation can be rotated. */
  readonly generation: number;
  /** Times are milliseconds since the epoch. */
  readonly createdAt: number;
  /** When the current generation was made; equals `createdAt` for generation 0. */
  readonly rotatedAt: number;
  readonly expiresAt: number;
  readonly absoluteExpiresAt: number;
  readonly revokedAt: number | null;
  readonly revokedReason: RevocationReason | null;
  /** Where the current generation was made from. */
  readonly lastUse: RotationUse;
}

/** Where a session is used from. */
export interface SessionUse {
  readonly address: string;
  readonly userAgent: string | null;
}

export interface RotationUse extends SessionUse {
  /** Digest of the device's id, for one that has logged in to the account. */
  readonly device: string | null;
}
