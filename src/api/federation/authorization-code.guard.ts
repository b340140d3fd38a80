import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { isJsonObject } from '../requests/body.js';
import { AuthorizationCodeReader } from './authorization-code.js';
import { ExternalLogin } from '../../federation/external-login.js';
import { AuthError } from '../../errors/auth-error.js';
import { AttemptLimits } from '../../limits/attempt-limits.js';
import { eventOrigin } from '../requests/fastify-request.js';

/** A password and a code at once leave open what is asked for. */
const alsoHoldsPassword = (body: unknown): boolean =>
  isJsonObject(body) && ['username', 'password'].some((field) => Object.hasOwn(body, field));

/** Exchanges a provider's code for the user it stands for. */
@Injectable()
export class AuthorizationCodeGuard implements CanActivate {
  constructor(
    private readonly exchanges: AuthorizationCodeReader,
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
