import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { SessionCookies } from './session-cookies.js';
import { type RefreshOrigin, SessionRefresh } from '../../auth/session-refresh.js';
import { AuthError } from '../../errors/auth-error.js';
import type { RefreshClaims, Verified } from '../../tokens/claims.js';
import { AttemptLimits } from '../../limits/attempt-limits.js';
import { Tokens } from '../../tokens/tokens.js';
import { ContractRegistry } from '../contracts/contract-registry.js';
import { type Passage, Refreshed } from '../contracts/results.js';
import { DeviceCookie } from '../requests/device-cookie.js';
import { eventOrigin } from '../requests/event-origin.js';

interface Presented {
  readonly claims: RefreshClaims;
  readonly passage: Passage;
}

/** What the three refresh routes have in common. */
@Injectable()
export class RefreshDoor {
  constructor(
    private readonly cookies: SessionCookies,
    private readonly tokens: Tokens,
    private readonly contracts: ContractRegistry,
    private readonly sessions: SessionRefresh,
    private readonly limits: AttemptLimits,
    private readonly device: DeviceCookie,
  ) {}

  /**
   * @param bodyToken as the body brought it; undefined lets the cookies count
   * @param none what to say when there is no refresh token at all
   */
  async refresh(
    request: FastifyRequest,
    bodyToken: string | undefined,
    none: () => AuthError,
  ): Promise<Refreshed> {
    if (bodyToken === undefined && !this.cookies.bringRefreshToken(request)) throw none();
    const origin = { ...eventOrigin(request), deviceMark: this.device.markOn(request) };
    return this.limits.refresh(origin.address, () => this.move(request, bodyToken, origin));
  }

  private async move(
    request: FastifyRequest,
    bodyToken: string | undefined,
    origin: RefreshOrigin,
  ): Promise<Refreshed> {
    const { claims, passage } =
      bodyToken === undefined ? this.fromCookies(request) : this.fromBody(request, bodyToken);
    const contract = this.contracts.named(claims.ctr);
    if (contract === undefined) throw AuthError.invalidRefreshToken();
    const grant = await this.sessions.refresh(claims, contract.profile, origin);
    return new Refreshed(grant, passage);
  }

  private fromBody(request: FastifyRequest, token: string): Presented {
    const claims = good(this.tokens.verifyRefresh(token));
    const inCookie = this.cookies.accompany(request, claims.sid);
    return { claims, passage: { inBody: true, inCookie } };
  }

  private fromCookies(request: FastifyRequest): Presented {
    const claims = good(this.cookies.refreshToken(request));
    return { claims, passage: { inBody: false, inCookie: true } };
  }
}

function good(token: Verified<RefreshClaims>): RefreshClaims {
  if (!token.valid) throw AuthError.invalidRefreshToken(token.refusal === 'expired');
  return token.claims;
}
