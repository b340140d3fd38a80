import { Controller, Header, HttpCode, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { envelope, type Envelope } from './envelope.js';
import { AccessTokenCheck } from '../../../auth/access-token-check.js';
import { Clock } from '../../../clock/clock.js';
import { AttemptLimits } from '../../../limits/attempt-limits.js';
import { AuthError } from '../../../errors/auth-error.js';
import { bearerToken } from '../../requests/bearer-token.js';
import { clientAddress } from '../../requests/client-address.js';
import { ROUTES } from '../routes.js';

@Controller()
export class ValidateTokenController {
  constructor(
    private readonly accessTokens: AccessTokenCheck,
    private readonly limits: AttemptLimits,
    private readonly clock: Clock,
  ) {}

  @Post(ROUTES.validateToken)
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async validate(@Req() request: FastifyRequest): Promise<Envelope<true>> {
    const token = bearerToken(request);
    if (token === undefined) throw AuthError.missingToken();
    await this.limits.validation(clientAddress(request), () => this.accessTokens.assertGood(token));
    return envelope(this.clock.now(), 200, 'Token is valid', true);
  }
}
