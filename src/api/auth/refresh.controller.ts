import { Body, Controller, HttpCode, Post, Req, UseInterceptors } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { SessionRefresh } from '../../sessions/session-refresh.js';
import { AuthError } from '../../errors/auth-error.js';
import type { RefreshClaims, Verified } from '../../tokens/claims.js';
import { AttemptLimits } from '../../limits/attempt-limits.js';
import { Tokens } from '../../tokens/tokens.js';
import { isJsonObject, Text, validated } from '../requests/body.js';
import { ContractRegistry } from '../contracts/contract-registry.js';
import {
  type TokenDelivery,
  Refreshed,
  PresenterInterceptor,
} from '../contracts/presenter.interceptor.js';
import { DeviceCookie } from '../cookies/cookies.js';
import { noteBearer, clientAddress, eventOrigin } from '../requests/fastify-request.js';
import { SessionCookies } from './session-cookies.js';
import { ROUTES } from '../requests/routes.js';

/** The body of a refresh or a logout. */
export class RefreshBody {
  @Text({ label: 'Refresh token', max: 8192 })
  readonly refreshToken: string = '';
}

/**
 * The refresh token of a body; undefined when the body has none. One that is present and bad is
 * refused: nothing else is tried in its place.
 * @throws AuthError MALFORMED_REQUEST or VALIDATION_FAILED
 */
export function refreshTokenIn(body: unknown): string | undefined {
  if (body === undefined) return undefined;
  if (isJsonObject(body) && !Object.hasOwn(body, 'refreshToken')) return undefined;
  return validated(RefreshBody, body).refreshToken;
}

/** The same for the route where the body may also be the bare token as a JSON string. */
export const refreshTokenOrBareIn = (body: unknown): string | undefined =>
  refreshTokenIn(typeof body === 'string' ? { refreshToken: body } : body);

interface Presented {
  readonly claims: RefreshClaims;
  readonly delivery: TokenDelivery;
}

const tokenRequired = (): AuthError =>
  AuthError.invalidFields({
    field: 'refreshToken',
    problem: 'missing',
    message: 'Refresh token is required.',
  });

@Controller()
@UseInterceptors(PresenterInterceptor)
export class RefreshController {
  constructor(
    private readonly cookies: SessionCookies,
    private readonly tokens: Tokens,
    private readonly contracts: ContractRegistry,
    private readonly sessions: SessionRefresh,
    private readonly limits: AttemptLimits,
    private readonly device: DeviceCookie,
  ) {}

  @Post(ROUTES.refresh)
  @HttpCode(200)
  refresh(@Req() request: FastifyRequest, @Body() body: unknown): Promise<Refreshed> {
    return this.answer(request, refreshTokenIn(body), () => AuthError.missingToken());
  }

  @Post(ROUTES.refreshToken)
  @HttpCode(200)
  refreshToken(@Req() request: FastifyRequest, @Body() body: unknown): Promise<Refreshed> {
    return this.answer(request, refreshTokenOrBareIn(body), tokenRequired);
  }

  @Post(ROUTES.flagRefreshToken)
  @HttpCode(200)
  flagRefreshToken(@Req() request: FastifyRequest, @Body() body: unknown): Promise<Refreshed> {
    return this.answer(request, refreshTokenIn(body), tokenRequired);
  }

  /**
   * @param bodyToken as the body brought it; undefined lets the cookies count
   * @param none what to say when there is no refresh token at all
   */
  private async answer(
    request: FastifyRequest,
    bodyToken: string | undefined,
    none: () => AuthError,
  ): Promise<Refreshed> {
    if (bodyToken === undefined && !this.cookies.bringRefreshToken(request)) throw none();
    return this.limits.refresh(clientAddress(request), () => this.move(request, bodyToken));
  }

  private async move(request: FastifyRequest, bodyToken: string | undefined): Promise<Refreshed> {
    const { claims, delivery } =
      bodyToken === undefined ? this.fromCookies(request) : this.fromBody(request, bodyToken);
    noteBearer(request, claims);
    const contract = this.contracts.named(claims.ctr);
    if (contract === undefined) throw AuthError.invalidRefreshToken();
    const device = this.device.digestOn(request, claims.uid);
    const origin = { ...eventOrigin(request), device };
    const tokens = await this.sessions.refresh(claims, contract.profile, origin);
    return new Refreshed(tokens, delivery);
  }

  private fromBody(request: FastifyRequest, token: string): Presented {
    const claims = good(this.tokens.verifyRefresh(token));
    const inCookie = this.cookies.accompany(request, claims.sid);
    return { claims, delivery: { inBody: true, inCookie } };
  }

  private fromCookies(request: FastifyRequest): Presented {
    const claims = good(this.cookies.refreshToken(request));
    return { claims, delivery: { inBody: false, inCookie: true } };
  }
}

function good(token: Verified<RefreshClaims>): RefreshClaims {
  if (!token.valid) throw AuthError.invalidRefreshToken(token.refusal === 'expired');
  return token.claims;
}
