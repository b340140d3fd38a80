import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refreshTokenIn } from './refresh-body.js';
import { SessionCookies } from './session-cookies.js';
import { SessionClosing } from '../../auth/session-closing.js';
import { AuthError } from '../../errors/auth-error.js';
import type { RefreshClaims, Verified } from '../../tokens/claims.js';
import { Tokens } from '../../tokens/tokens.js';
import { ROUTES } from '../contracts/routes.js';
import { bearerToken } from '../requests/bearer-token.js';
import { eventOrigin } from '../requests/event-origin.js';

/** Browsers send some refresh cookies below `/api/v1/auth/refresh` only. */
const COOKIE_ELSEWHERE = `No token. A refresh cookie is sent to POST ${ROUTES.refreshLogout}, which logs out by it.`;

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
    await this.close(request, body);
    this.forget(reply);
  }

  /** For refresh cookies that are sent to this path and not to the other. */
  @Post(ROUTES.refreshLogout)
  @HttpCode(204)
  async logoutByRefreshToken(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<void> {
    const claims = this.refreshClaims(request, refreshTokenIn(body));
    await this.sessions.close(claims, eventOrigin(request));
    this.forget(reply);
  }

  private forget(reply: FastifyReply): void {
    this.cookies.expireAll(reply);
    void reply.header('cache-control', 'no-store');
  }

  private async close(request: FastifyRequest, body: unknown): Promise<void> {
    const origin = eventOrigin(request);
    const bearer = bearerToken(request);
    if (bearer !== undefined) return this.sessions.closeByAccessToken(bearer, origin);
    const bodyToken = refreshTokenIn(body);
    if (bodyToken !== undefined) {
      return this.sessions.close(good(this.tokens.verifyRefresh(bodyToken)), origin);
    }
    return this.closeByCookie(request);
  }

  private async closeByCookie(request: FastifyRequest): Promise<void> {
    const origin = eventOrigin(request);
    const refresh = this.cookies.refreshToken(request);
    if (refresh.valid) return this.sessions.close(refresh.claims, origin);
    const accessToken = this.cookies.accessToken(request);
    if (accessToken !== undefined) return this.sessions.closeByAccessToken(accessToken, origin);
    if (this.cookies.bringRefreshToken(request)) throw refused(refresh);
    throw AuthError.missingToken(COOKIE_ELSEWHERE);
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
