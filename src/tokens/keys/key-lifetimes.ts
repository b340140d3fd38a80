/** Seconds for which a key set may be kept, and be used while it is fetched anew (RFC 5861 §3). */
export const JWKS_MAX_AGE = 300;
export const JWKS_STALE = 300;

/**
 * Milliseconds for which a key is published before it signs: a key set may be as old as both of
 * those together, and the rest is for clocks and for whatever fetches late.
 */
export const STANDBY_TIME = (JWKS_MAX_AGE + JWKS_STALE + 300) * 1000;

/**
 * Milliseconds that what a signing key signs lives at most: the refresh tokens of a contract that
 * asks for it. Contracts are held to it when they are made.
 */
export const LONGEST_SIGNED_LIFE = 7 * 86_400_000;

/**
 * Milliseconds for which a key verifies after the next one began to sign. An instance that follows
 * late, or whose clock is behind, goes on signing with it for a little.
 */
export const KEPT_AFTER_USE = LONGEST_SIGNED_LIFE + 300_000;
