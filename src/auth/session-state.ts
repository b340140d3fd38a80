import type { SessionProfile } from './session-profile.js';
import type { Session } from '../token-store/session.js';
import type { RefreshClaims } from '../tokens/claims.js';

/** Milliseconds since the epoch as a NumericDate (RFC 7519 §2). */
export const toSeconds = (milliseconds: number): number => Math.floor(milliseconds / 1000);
export const toMilliseconds = (seconds: number): number => seconds * 1000;

/**
 * One generation of a session, in NumericDates. A refresh token follows from it and nothing else,
 * so whoever knows the state can mint the same token again.
 */
export interface SessionState {
  readonly sessionId: string;
  readonly userId: string;
  readonly contract: string;
  readonly generation: number;
  readonly authTime: number;
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** The session's absolute end. */
  readonly endsAt: number;
}

export function firstState(
  ids: { readonly sessionId: string; readonly userId: string },
  profile: SessionProfile,
  now: number,
): SessionState {
  const authTime = toSeconds(now);
  const endsAt = authTime + profile.sessionLife;
  return {
    ...ids,
    contract: profile.contract,
    generation: 0,
    authTime,
    issuedAt: authTime,
    expiresAt: Math.min(authTime + profile.refreshLife, endsAt),
    endsAt,
  };
}

/** The generation after the one a refresh token names, if it is made now. */
export function successorState(
  claims: RefreshClaims,
  profile: SessionProfile,
  now: number,
): SessionState {
  const issuedAt = toSeconds(now);
  return {
    sessionId: claims.sid,
    userId: claims.uid,
    contract: claims.ctr,
    generation: claims.gen + 1,
    authTime: claims.auth_time,
    issuedAt,
    expiresAt: Math.min(issuedAt + profile.refreshLife, claims.sxp),
    endsAt: claims.sxp,
  };
}

/** The current generation as the store remembers it. */
export function storedState(session: Session): SessionState {
  return {
    sessionId: session.id,
    userId: session.userId,
    contract: session.contract,
    generation: session.generation,
    authTime: toSeconds(session.createdAt),
    issuedAt: toSeconds(session.rotatedAt),
    expiresAt: toSeconds(session.expiresAt),
    endsAt: toSeconds(session.absoluteExpiresAt),
  };
}
