import type { FastifyRequest } from 'fastify';
import type { AccountOfBearer, AccountReading } from '../../accounts/account-reading.js';
import { AuthError } from '../../errors/auth-error.js';
import { bearerToken } from '../requests/fastify-request.js';
import { noteSubject } from '../requests/fastify-request.js';

/**
 * The account of who asks with an access token; no cookie will do.
 * @throws AuthError INVALID_TOKEN
 */
export async function bearerAccount(
  request: FastifyRequest,
  accounts: AccountReading,
): Promise<AccountOfBearer> {
  const token = bearerToken(request);
  if (token === undefined) throw AuthError.missingToken();
  const bearer = await accounts.read(token);
  noteSubject(request, { userId: bearer.user.id, sessionId: bearer.sessionId });
  return bearer;
}
