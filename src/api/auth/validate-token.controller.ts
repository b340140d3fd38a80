import { Controller, Header, HttpCode, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { envelope, type Envelope } from '../contracts/envelope/envelope.contract.js';
import { AccessTokenValidation } from '../../sessions/access-token-validation.js';
import { Clock } from '../../clock/clock.js';
import { AttemptLimits } from '../../limits/attempt-limits.js';
import { AuthError } from '../../errors/auth-error.js';
import { bearerToken, noteBearer, clientAddress } from '../requests/fastify-request.js';
import { ROUTES } from '../requests/routes.js';

@Controller()
export class ValidateTokenController {
  constructor(
    private readonly accessTokens: AccessTokenValidation,
    private readonly limits: AttemptLimits,
    private readonly clock: Clock,
  ) {}

  @Post(ROUTES.validateToken)
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async validate(@Req() request: FastifyRequest): Promise<Envelope<true>> {
    const token = bearerToken(request);
    if (token === undefined) throw AuthError.missingToken();
    const claims = await this.limits.validation(clientAddress(request), () =>
      this.accessTokens.validate(token),
    );
    noteBearer(request, claims);
    return envelope(this.clock.now(), 200, 'Token is valid', true);
  }
}
