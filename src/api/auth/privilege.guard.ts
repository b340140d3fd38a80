import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AccountReading } from '../../accounts/account-reading.js';
import type { Actor, EventOrigin } from '../../audit/event-origin.js';
import { AppConfig } from '../../config/app-config.js';
import { AuthError } from '../../errors/auth-error.js';
import { AccessTokenValidation } from '../../sessions/access-token-validation.js';
import type { Bearer } from '../../tokens/bearers.js';
import { bearerToken, noteBearer, noteService, eventOrigin } from '../requests/fastify-request.js';
import { serviceWith } from './bearer-claims.js';

/** What lets in: one of these roles, or a service with this scope. */
export interface Privilege {
  readonly roles: readonly string[];
  readonly scope: string;
}

/** Who was let in, and the session that asks; a service has none. */
export interface Privileged {
  readonly actor: Actor;
  readonly sessionId: string | null;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Left by the guard of what not everyone may do. */
    privileged?: Privileged;
  }
}

/**
 * Lets in people by their role, and services by their scope. The role is that of today, not the one
 * in the token. No cookie will do.
 */
@Injectable()
export abstract class PrivilegeGuard implements CanActivate {
  constructor(
    private readonly accessTokens: AccessTokenValidation,
    private readonly accounts: AccountReading,
    private readonly config: AppConfig,
  ) {}

  protected abstract neededFor(method: string): Privilege;

  /** @throws AuthError INVALID_TOKEN or FORBIDDEN */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const token = bearerToken(request);
    if (token === undefined) throw AuthError.missingToken();
    const bearer = this.accessTokens.bearer(token);
    request.privileged = await this.admitted(request, bearer, this.neededFor(request.method));
    return true;
  }

  private async admitted(
    request: FastifyRequest,
    bearer: Bearer,
    { roles, scope }: Privilege,
  ): Promise<Privileged> {
    switch (bearer.kind) {
      case 'user': {
        noteBearer(request, bearer.claims);
        const user = await this.accounts.current(bearer.claims.uid);
        if (!roles.some((role) => user.roles.includes(role))) throw AuthError.of('FORBIDDEN');
        return { actor: { kind: 'user', userId: user.id }, sessionId: bearer.claims.sid };
      }
      case 'service': {
        const clientId = serviceWith(scope, bearer, this.config.tokens.issuer);
        noteService(request, clientId);
        return { actor: { kind: 'client', clientId }, sessionId: null };
      }
    }
  }
}

/** Who asks, as the guard found out. */
export function privilegedOf({ privileged }: FastifyRequest): Privileged {
  if (privileged === undefined) throw AuthError.missingToken();
  return privileged;
}

/** The origin of an event, and who acts. */
export const actingOrigin = (request: FastifyRequest): EventOrigin => ({
  ...eventOrigin(request),
  actor: privilegedOf(request).actor,
});
