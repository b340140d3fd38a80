import type { FastifyRequest } from 'fastify';
import type { FreshAuthentication, FreshBearer } from '../../accounts/fresh-authentication.js';
import { AuthError } from '../../errors/auth-error.js';
import { bearerToken } from '../requests/fastify-request.js';
import { noteBearer } from '../requests/fastify-request.js';

/**
 * Who asks with an access token that says that a proof is fresh; no cookie will do. For handlers that
 * look at the shape of a request first; others have `RequiresFreshAuthentication`.
 * @throws AuthError INVALID_TOKEN or INSUFFICIENT_AUTHENTICATION
 */
export async function freshBearer(
  request: FastifyRequest,
  fresh: FreshAuthentication,
): Promise<FreshBearer> {
  const token = bearerToken(request);
  if (token === undefined) throw AuthError.missingToken();
  const bearer = await fresh.assert(token);
  noteBearer(request, bearer.claims);
  return bearer;
}
