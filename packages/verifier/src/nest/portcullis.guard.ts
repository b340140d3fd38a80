import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { authenticate, lacksRole } from '../bearer/authenticate.js';
import type { Verifier } from '../verifier/verifier.js';
import { type AuthenticatedRequest, isPublic, rolesOf } from './metadata.js';
import { turnAway } from './turn-away.js';
import { VERIFIER } from './verifier-token.js';

/** Lets requests with a good token through, their claims in `request.auth`. */
@Injectable()
export class PortcullisGuard implements CanActivate {
  constructor(@Inject(VERIFIER) private readonly verifier: Verifier) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (isPublic(context)) return true;
    // There is no header to look at elsewhere, hence no caller to let through.
    if (context.getType() !== 'http') return false;
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const { claims, refusal } = await authenticate(this.verifier, request.headers.authorization);
    if (refusal !== undefined) return turnAway(context, refusal);
    const lacking = lacksRole(claims, rolesOf(context));
    if (lacking !== null) return turnAway(context, lacking);
    request.auth = claims;
    return true;
  }
}
