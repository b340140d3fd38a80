import type { Claims } from '../claims/claims.js';
import { isTokenRefused } from '../refusals/token-refused.js';
import type { Verifier } from '../verifier/verifier.js';
import { bearerToken } from './bearer-token.js';
import { LACKS_ROLE, NO_TOKEN, type Refusal, refusalOf } from './refusal.js';

/** What a request is to its service: let in with claims, or to be refused. */
export type Authentication =
  | { readonly claims: Claims; readonly refusal?: undefined }
  | { readonly claims?: undefined; readonly refusal: Refusal };

/** Judges the value of `Authorization`. */
export async function authenticate(
  verifier: Verifier,
  authorization: string | undefined,
): Promise<Authentication> {
  const token = bearerToken(authorization);
  if (token === null) return { refusal: NO_TOKEN };
  try {
    return { claims: await verifier.verifyAsync(token) };
  } catch (error) {
    if (isTokenRefused(error)) return { refusal: refusalOf(error) };
    throw error;
  }
}

/** Null if one of these roles is there, or none is asked for; a service has no roles. */
export function lacksRole(claims: Claims, roles: readonly string[]): Refusal | null {
  const held = claims.roles ?? [];
  return roles.length === 0 || roles.some((role) => held.includes(role)) ? null : LACKS_ROLE;
}
