import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refreshTokenIn } from './refresh-body.js';
import { SessionCookies } from './session-cookies.js';
import { SessionClosing } from '../../auth/session-closing.js';
import { AuthError } from '../../errors/auth-error.js';
import type { RefreshClaims } from '../../tokens/claims.js';
import { Tokens } from '../../tokens/tokens.js';
import { ROUTES } from '../contracts/routes.js';
import { bearerToken } from '../requests/bearer-token.js';
import { eventOrigin } from '../requests/event-origin.js';

/** Ends the session of whatever credential came first: Bearer, then body, then cookies. */
@Controller()
export class LogoutController {
  constructor(
    private readonly cookies: SessionCookies,
    private readonly tokens: Tokens,
    private readonly sessions: SessionClosing,
  ) {}

  @Post(ROUTES.logout)
  @HttpCode(204)
  async logout(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<void> {
    await this.close(request, body);
    this.cookies.expireAll(reply);
    void reply.header('cache-control', 'no-store');
  }

  private async close(request: FastifyRequest, body: unknown): Promise<void> {
    const origin = eventOrigin(request);
    const bearer = bearerToken(request);
    if (bearer !== undefined) return this.sessions.closeByAccessToken(bearer, origin);
    const bodyToken = refreshTokenIn(body);
    if (bodyToken !== undefined) return this.sessions.close(this.verified(bodyToken), origin);
    return this.closeByCookie(request);
  }

  private async closeByCookie(request: FastifyRequest): Promise<void> {
    const origin = eventOrigin(request);
    const refresh = this.cookies.refreshToken(request);
    if (refresh.valid) return this.sessions.close(refresh.claims, origin);
    const accessToken = this.cookies.accessToken(request);
    if (accessToken === undefined) throw AuthError.invalidToken();
    return this.sessions.closeByAccessToken(accessToken, origin);
  }

  private verified(refreshToken: string): RefreshClaims {
    const verified = this.tokens.verifyRefresh(refreshToken);
    if (!verified.valid) throw AuthError.invalidToken(verified.refusal === 'expired');
    return verified.claims;
  }
}
