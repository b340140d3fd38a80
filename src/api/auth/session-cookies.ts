import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RefreshClaims, Verified } from '../../tokens/claims.js';
import { Tokens } from '../../tokens/tokens.js';
import { ContractRegistry } from '../contracts/contract-registry.js';
import { cookieValues, expireSessionCookie } from '../cookies/cookies.js';
import { CsrfOriginCheck } from '../cookies/csrf-origin-check.js';

/** The tokens that a browser brings along by itself. */
@Injectable()
export class SessionCookies {
  private readonly accessNames: ReadonlySet<string>;
  private readonly refreshNames: ReadonlySet<string>;

  constructor(
    private readonly contracts: ContractRegistry,
    private readonly origin: CsrfOriginCheck,
    private readonly tokens: Tokens,
  ) {
    this.accessNames = contracts.cookieNames('access');
    this.refreshNames = contracts.cookieNames('refresh');
  }

  /**
   * The refresh token to use of those in cookies: newest login, then highest generation.
   * @throws AuthError FORBIDDEN when the request came from another site's page
   */
  refreshToken(request: FastifyRequest): Verified<RefreshClaims> {
    const values = cookieValues(request, this.refreshNames);
    if (values.length > 0) this.origin.assertOwn(request);
    const verified = values.map((token) => this.tokens.verifyRefresh(token));
    const [newest] = goodOnes(verified);
    if (newest !== undefined) return { valid: true, claims: newest };
    const expired = verified.some((it) => !it.valid && it.refusal === 'expired');
    return { valid: false, refusal: expired ? 'expired' : 'invalid' };
  }

  bringRefreshToken(request: FastifyRequest): boolean {
    return cookieValues(request, this.refreshNames).length > 0;
  }

  /** Whether a cookie of the session came beside a token in the body, to be renewed with it. */
  accompany(request: FastifyRequest, sessionId: string): boolean {
    const values = cookieValues(request, this.refreshNames);
    const verified = values.map((token) => this.tokens.verifyRefresh(token));
    return goodOnes(verified).some(({ sid }) => sid === sessionId);
  }

  /** @throws AuthError FORBIDDEN when the request came from another site's page */
  accessToken(request: FastifyRequest): string | undefined {
    const values = cookieValues(request, this.accessNames);
    if (values.length > 0) this.origin.assertOwn(request);
    // A neighbouring host can set cookies of the same name, and must not hide ours with them.
    const ours = values.find((token) => this.tokens.verifyAccessIgnoringExpiry(token).valid);
    return ours ?? values[0];
  }

  /** Forgets every cookie of every contract. */
  expireAll(reply: FastifyReply): void {
    for (const cookie of this.contracts.cookies) expireSessionCookie(reply, cookie);
  }
}

const goodOnes = (tokens: readonly Verified<RefreshClaims>[]): RefreshClaims[] =>
  tokens
    .flatMap((token) => (token.valid ? [token.claims] : []))
    .sort((a, b) => b.auth_time - a.auth_time || b.gen - a.gen);
