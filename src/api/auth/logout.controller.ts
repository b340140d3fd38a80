import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refreshTokenIn } from './refresh.controller.js';
import { SessionCookies } from './session-cookies.js';
import {
  LOGOUT_SCOPES,
  type LogoutScope,
  type SessionClaims,
  SessionClosing,
} from '../../sessions/session-closing.js';
import { AuthError } from '../../errors/auth-error.js';
import type { RefreshClaims, Verified } from '../../tokens/claims.js';
import { Tokens } from '../../tokens/tokens.js';
import { ROUTES } from '../requests/routes.js';
import { isJsonObject } from '../requests/body.js';
import { bearerToken, noteBearer, eventOrigin } from '../requests/fastify-request.js';

/** Browsers send some refresh cookies below `/api/v1/auth/refresh` only. */
const COOKIE_ELSEWHERE = `No token. A refresh cookie is sent to POST ${ROUTES.refreshLogout}, which logs out by it.`;

/**
 * Which sessions to end: the token's own, unless the body says more.
 * @throws AuthError VALIDATION_FAILED
 */
function scopeIn(body: unknown): LogoutScope {
  const given = isJsonObject(body) ? body.scope : undefined;
  if (given === undefined) return 'this';
  const scope = LOGOUT_SCOPES.find((each) => each === given);
  if (scope !== undefined) return scope;
  throw AuthError.invalidFields({
    field: 'scope',
    problem: 'invalid',
    message: `Scope must be one of ${LOGOUT_SCOPES.join(', ')}.`,
  });
}

/** Ends the session of a credential, and expires every cookie. */
@Controller()
export class LogoutController {
  constructor(
    private readonly cookies: SessionCookies,
    private readonly tokens: Tokens,
    private readonly sessions: SessionClosing,
  ) {}

  /** By what comes first: Bearer, then body, then cookies. */
  @Post(ROUTES.logout)
  @HttpCode(204)
  async logout(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<void> {
    const scope = scopeIn(body);
    noteBearer(request, await this.close(request, body, scope));
    this.forget(reply, scope);
  }

  /** For refresh cookies that are sent to this path and not to the other. */
  @Post(ROUTES.refreshLogout)
  @HttpCode(204)
  async logoutByRefreshToken(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<void> {
    const scope = scopeIn(body);
    const claims = this.refreshClaims(request, refreshTokenIn(body));
    noteBearer(request, claims);
    await this.sessions.close(claims, scope, eventOrigin(request));
    this.forget(reply, scope);
  }

  private forget(reply: FastifyReply, scope: LogoutScope): void {
    if (scope !== 'others') this.cookies.expireAll(reply);
    void reply.header('cache-control', 'no-store');
  }

  /** Whose session it is that was the token's. */
  private async close(
    request: FastifyRequest,
    body: unknown,
    scope: LogoutScope,
  ): Promise<SessionClaims> {
    const bearer = bearerToken(request);
    if (bearer !== undefined) {
      return this.sessions.closeByAccessToken(bearer, scope, eventOrigin(request));
    }
    const bodyToken = refreshTokenIn(body);
    if (bodyToken !== undefined) {
      return this.closeBy(good(this.tokens.verifyRefresh(bodyToken)), request, scope);
    }
    return this.closeByCookie(request, scope);
  }

  private async closeByCookie(request: FastifyRequest, scope: LogoutScope): Promise<SessionClaims> {
    const refresh = this.cookies.refreshToken(request);
    if (refresh.valid) return this.closeBy(refresh.claims, request, scope);
    const accessToken = this.cookies.accessToken(request);
    if (accessToken !== undefined) {
      return this.sessions.closeByAccessToken(accessToken, scope, eventOrigin(request));
    }
    if (this.cookies.bringRefreshToken(request)) throw refused(refresh);
    throw AuthError.missingToken(COOKIE_ELSEWHERE);
  }

  private async closeBy(
    claims: RefreshClaims,
    request: FastifyRequest,
    scope: LogoutScope,
  ): Promise<SessionClaims> {
    await this.sessions.close(claims, scope, eventOrigin(request));
    return claims;
  }

  private refreshClaims(request: FastifyRequest, bodyToken: string | undefined): RefreshClaims {
    if (bodyToken !== undefined) return good(this.tokens.verifyRefresh(bodyToken));
    if (!this.cookies.bringRefreshToken(request)) throw AuthError.missingToken();
    return good(this.cookies.refreshToken(request));
  }
}

const refused = (token: Verified<RefreshClaims>): AuthError =>
  AuthError.invalidRefreshToken(!token.valid && token.refusal === 'expired');

function good(token: Verified<RefreshClaims>): RefreshClaims {
  if (!token.valid) throw refused(token);
  return token.claims;
}
