import type { FastifyRequest } from 'fastify';
import { AuthError } from '../../errors/auth-error.js';
import type { AccessTokenValidation } from '../../sessions/access-token-validation.js';
import type { AccessClaims } from '../../tokens/claims.js';
import type { ServiceBearer } from '../../tokens/bearers.js';
import { bearerToken, noteBearer } from '../requests/fastify-request.js';

/**
 * What the access token of a person says who asks with one; no cookie will do.
 * @throws AuthError INVALID_TOKEN
 */
export function bearerClaims(
  request: FastifyRequest,
  accessTokens: AccessTokenValidation,
): AccessClaims {
  const token = bearerToken(request);
  if (token === undefined) throw AuthError.missingToken();
  const claims = accessTokens.validate(token);
  noteBearer(request, claims);
  return claims;
}

/**
 * The id of a service whose token has the scope and is for this server, which its audience says: no
 * other service that was given the token can use it here.
 * @throws AuthError FORBIDDEN
 */
export function serviceWith(
  scope: string,
  { audience, claims }: ServiceBearer,
  issuer: string,
): string {
  const scopes = claims.scope?.split(' ') ?? [];
  if (audience.includes(issuer) && scopes.includes(scope)) return claims.client_id;
  throw AuthError.of('FORBIDDEN');
}
