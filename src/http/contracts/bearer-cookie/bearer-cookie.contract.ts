import { Injectable } from '@nestjs/common';
import { bearerBody } from './bearer-body.js';
import { bearerRefreshCookie } from './bearer-refresh-cookie.js';
import type { SessionGrant } from '../../../auth/session-grant.js';
import { AppConfig } from '../../../config/app-config.js';
import { PasswordGuard } from '../../auth/password.guard.js';
import { loginFaults } from '../../faults/login-faults.js';
import { type Answer, Contract } from '../contract.js';
import type { ContractRequest } from '../contract-request.js';
import { hourAndWeek } from '../lifetimes.js';
import { answersLogin, loginRepresentation } from '../login-negotiation.js';

/** The access token in the body, the refresh token in a cookie and nowhere else. */
@Injectable()
export class BearerCookie extends Contract {
  readonly profile;
  readonly guard = PasswordGuard;
  readonly faults = loginFaults;
  override readonly representation = loginRepresentation;
  readonly cookies;

  constructor(private readonly config: AppConfig) {
    super();
    this.cookies = [bearerRefreshCookie(config)];
    this.profile = hourAndWeek('bearer-cookie', config);
  }

  accepts(request: ContractRequest): boolean {
    return answersLogin('bearer-cookie', request, this.config);
  }

  opened(grant: SessionGrant): Answer {
    return { body: bearerBody(grant) };
  }

  refreshed(grant: SessionGrant, refreshToken: string | undefined): Answer {
    return { body: { ...bearerBody(grant), refreshToken } };
  }
}
