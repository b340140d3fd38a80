import { Injectable } from '@nestjs/common';
import { envelopeFaults } from './envelope-faults.js';
import { openedEnvelope, refreshedEnvelope } from './envelope-session.js';
import type { SessionGrant } from '../../../auth/session-grant.js';
import { Clock } from '../../../clock/clock.js';
import { AppConfig } from '../../../config/app-config.js';
import { PasswordGuard } from '../../auth/password.guard.js';
import { type Answer, Contract, type Occasion } from '../contract.js';
import type { ContractRequest } from '../contract-request.js';
import { hourAndWeek } from '../lifetimes.js';
import { answersLogin, loginRepresentation } from '../login-negotiation.js';
import { ROUTES } from '../routes.js';

const OWN_PATHS: ReadonlySet<string> = new Set([
  ROUTES.register,
  ROUTES.refreshToken,
  ROUTES.validateToken,
]);

/** Everything in the body, inside `{timestamp, status, message, data}`. */
@Injectable()
export class EnvelopeContract extends Contract {
  readonly profile;
  readonly guard = PasswordGuard;
  readonly faults = envelopeFaults;
  override readonly representation = loginRepresentation;
  readonly cookies = [];

  constructor(
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {
    super();
    this.profile = hourAndWeek('envelope', config);
  }

  accepts(request: ContractRequest): boolean {
    return OWN_PATHS.has(request.path) || answersLogin('envelope', request, this.config);
  }

  opened(grant: SessionGrant, refreshToken: string | undefined, occasion: Occasion): Answer {
    return { body: openedEnvelope(grant, refreshToken, occasion, this.clock.now()) };
  }

  refreshed(grant: SessionGrant, refreshToken: string | undefined): Answer {
    return { body: refreshedEnvelope(grant, refreshToken, this.clock.now()) };
  }
}
