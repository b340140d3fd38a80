import { Injectable } from '@nestjs/common';
import type { SessionGrant } from '../../../auth/session-grant.js';
import { Clock } from '../../../clock/clock.js';
import { AppConfig } from '../../../config/app-config.js';
import { PasswordGuard } from '../../auth/password.guard.js';
import { bearerBody } from '../bearer-cookie/bearer-body.js';
import { bearerRefreshCookie } from '../bearer-cookie/bearer-refresh-cookie.js';
import { type Answer, Contract, type Occasion } from '../contract.js';
import type { ContractRequest } from '../contract-request.js';
import { envelopeFaults } from '../envelope/envelope-faults.js';
import { openedEnvelope, refreshedEnvelope } from '../envelope/envelope-session.js';
import { hourAndWeek } from '../lifetimes.js';
import { answersLogin, loginRepresentation } from '../login-negotiation.js';

/** Two contracts share the login route and no field of their answers collides: one answer is both. */
@Injectable()
export class CombinedLogin extends Contract {
  readonly profile;
  readonly guard = PasswordGuard;
  readonly faults = envelopeFaults;
  override readonly representation = loginRepresentation;
  readonly cookies;

  constructor(
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {
    super();
    this.cookies = [bearerRefreshCookie(config)];
    this.profile = hourAndWeek('combined', config);
  }

  accepts(request: ContractRequest): boolean {
    return answersLogin('combined', request, this.config);
  }

  opened(grant: SessionGrant, refreshToken: string | undefined, occasion: Occasion): Answer {
    const envelope = openedEnvelope(grant, refreshToken, occasion, this.clock.now());
    return { body: { ...envelope, ...bearerBody(grant) } };
  }

  refreshed(grant: SessionGrant, refreshToken: string | undefined): Answer {
    const envelope = refreshedEnvelope(grant, refreshToken, this.clock.now());
    return { body: { ...envelope, ...bearerBody(grant) } };
  }
}
