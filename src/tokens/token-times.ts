import type { Payload } from './token-kind.js';

/** Seconds that another machine's clock may be ahead of this one. */
const SKEW = 60;

/** Issued, and valid from, no later than now (RFC 7519 §4.1.5, §4.1.6). */
export function hasBegun({ iat, nbf = iat }: Payload, now: number): boolean {
  const limit = Math.floor(now / 1000) + SKEW;
  return typeof iat === 'number' && iat <= limit && typeof nbf === 'number' && nbf <= limit;
}

/** No leeway: a token is dead in the very second it names (RFC 7519 §4.1.4). */
export function isOver({ exp }: { readonly exp: number }, now: number): boolean {
  return exp <= Math.floor(now / 1000);
}
