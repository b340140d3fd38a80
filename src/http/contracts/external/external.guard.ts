import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { alsoHoldsPassword } from './external-exchange.js';
import { ExternalLogin } from '../../../auth/external-login.js';
import { AuthError } from '../../../errors/auth-error.js';
import { AttemptLimits } from '../../../limits/attempt-limits.js';
import { CodeExchangeReading } from '../../identity-providers/code-exchange-reading.js';
import { eventOrigin } from '../../requests/event-origin.js';

/** Exchanges a provider's code for the user it stands for. */
@Injectable()
export class ExternalGuard implements CanActivate {
  constructor(
    private readonly exchanges: CodeExchangeReading,
    private readonly login: ExternalLogin,
    private readonly limits: AttemptLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (alsoHoldsPassword(request.body)) throw AuthError.of('MALFORMED_REQUEST');
    const exchange = this.exchanges.read(request);
    const origin = eventOrigin(request);
    request.user = await this.limits.exchange(origin.address, () =>
      this.login.verify(exchange, origin),
    );
    return true;
  }
}
