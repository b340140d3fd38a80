import { type CanActivate, type ExecutionContext, Injectable, UseGuards } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { FreshAuthentication, type FreshBearer } from '../../accounts/fresh-authentication.js';
import { AuthError } from '../../errors/auth-error.js';
import { freshBearer } from './fresh-bearer.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Left by the guard of what needs a fresh proof. */
    freshBearer?: FreshBearer;
  }
}

@Injectable()
export class FreshAuthenticationGuard implements CanActivate {
  constructor(private readonly fresh: FreshAuthentication) {}

  /** @throws AuthError INVALID_TOKEN or INSUFFICIENT_AUTHENTICATION */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    request.freshBearer = await freshBearer(request, this.fresh);
    return true;
  }
}

/** For what changes a credential, a factor, an address or an identity (RFC 9470). */
export const RequiresFreshAuthentication = (): MethodDecorator & ClassDecorator =>
  UseGuards(FreshAuthenticationGuard);

/** Who asks, as the guard found out. */
export function freshBearerOf(request: FastifyRequest): FreshBearer {
  if (request.freshBearer === undefined) throw AuthError.missingToken();
  return request.freshBearer;
}
