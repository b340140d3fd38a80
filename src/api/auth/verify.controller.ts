import { All, Controller, Get, Header, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AuthError } from '../../errors/auth-error.js';
import { AttemptLimits } from '../../limits/attempt-limits.js';
import { AccessTokenValidation } from '../../sessions/access-token-validation.js';
import type { AccessClaims } from '../../tokens/claims.js';
import { bearerToken, noteBearer, clientAddress } from '../requests/fastify-request.js';
import { ROUTES } from '../requests/routes.js';
import { SessionCookies } from './session-cookies.js';

/**
 * What a proxy hands on to the service behind it. A header takes ASCII alone, and a list is told
 * apart by commas: names and roles are percent-encoded as in a URL (RFC 3986 §2.1).
 */
const authHeaders = ({ uid, sub, sid, client_id, roles, exp }: AccessClaims) => ({
  'x-auth-user-id': uid,
  'x-auth-username': encodeURIComponent(sub),
  'x-auth-session': sid,
  'x-auth-client-id': client_id,
  'x-auth-roles': roles.map(encodeURIComponent).join(','),
  'x-auth-expires': String(exp),
});

/** For proxies that ask, ahead of a service, whether to let a request through. */
@Controller()
export class VerifyController {
  constructor(
    private readonly accessTokens: AccessTokenValidation,
    private readonly cookies: SessionCookies,
    private readonly limits: AttemptLimits,
  ) {}

  /** nginx (`auth_request`) and Traefik (ForwardAuth) ask by GET, at this very path. */
  @Get(ROUTES.verify)
  @Header('cache-control', 'no-store')
  async verify(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const token = bearerToken(request) ?? this.cookies.accessToken(request);
    if (token === undefined) throw AuthError.missingToken();
    const claims = await this.limits.validation(clientAddress(request), () =>
      this.accessTokens.validate(token),
    );
    noteBearer(request, claims);
    void reply.headers(authHeaders(claims));
  }

  /** Envoy (`ext_authz`) asks by the request's own method, and adds its path. */
  @All(ROUTES.verifyPath)
  @Header('cache-control', 'no-store')
  verifyPath(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    return this.verify(request, reply);
  }
}
