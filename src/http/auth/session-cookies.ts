import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RefreshClaims } from '../../tokens/claims.js';
import { Tokens } from '../../tokens/tokens.js';
import { ContractRegistry } from '../contracts/contract-registry.js';
import { expireSessionCookie } from '../contracts/session-cookie.js';
import { cookieValues } from '../requests/cookies.js';
import { CookieOrigin } from '../requests/cookie-origin.js';

/** The tokens that a browser brings along by itself. */
@Injectable()
export class SessionCookies {
  private readonly accessNames: ReadonlySet<string>;
  private readonly refreshNames: ReadonlySet<string>;

  constructor(
    private readonly contracts: ContractRegistry,
    private readonly origin: CookieOrigin,
    private readonly tokens: Tokens,
  ) {
    this.accessNames = contracts.cookieNames('access');
    this.refreshNames = contracts.cookieNames('refresh');
  }

  /**
   * Good refresh tokens in cookies, the one to use first: newest login, then highest generation.
   * Undefined when no cookie of ours came along.
   * @throws AuthError FORBIDDEN when the request came from somebody else's page
   */
  refreshTokens(request: FastifyRequest): readonly RefreshClaims[] | undefined {
    const values = cookieValues(request, this.refreshNames);
    if (values.length === 0) return undefined;
    this.origin.assertOwn(request);
    return this.good(values);
  }

  bringRefreshToken(request: FastifyRequest): boolean {
    return cookieValues(request, this.refreshNames).length > 0;
  }

  /** Whether a cookie of the session came beside a token in the body, to be renewed with it. */
  accompany(request: FastifyRequest, sessionId: string): boolean {
    const values = cookieValues(request, this.refreshNames);
    return this.good(values).some(({ sid }) => sid === sessionId);
  }

  /** @throws AuthError FORBIDDEN when the request came from somebody else's page */
  accessToken(request: FastifyRequest): string | undefined {
    const [token] = cookieValues(request, this.accessNames);
    if (token !== undefined) this.origin.assertOwn(request);
    return token;
  }

  /** Forgets every cookie of every contract. */
  expireAll(reply: FastifyReply): void {
    for (const cookie of this.contracts.cookies) expireSessionCookie(reply, cookie);
  }

  private good(values: readonly string[]): RefreshClaims[] {
    return values
      .flatMap((token) => {
        const verified = this.tokens.verifyRefresh(token);
        return verified.valid ? [verified.claims] : [];
      })
      .sort((a, b) => b.auth_time - a.auth_time || b.gen - a.gen);
  }
}
