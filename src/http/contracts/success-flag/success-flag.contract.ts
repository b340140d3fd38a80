import { Injectable } from '@nestjs/common';
import { successFlagFaults } from './success-flag-faults.js';
import type { SessionGrant } from '../../../auth/session-grant.js';
import { AppConfig } from '../../../config/app-config.js';
import { PasswordGuard } from '../../auth/password.guard.js';
import { type Answer, Contract } from '../contract.js';
import type { ContractRequest } from '../contract-request.js';
import { hourAndWeek } from '../lifetimes.js';
import { ROUTES } from '../routes.js';

/** Everything in the body, inside `{success, message, data}`. */
@Injectable()
export class SuccessFlag extends Contract {
  readonly profile;
  readonly guard = PasswordGuard;
  readonly faults = successFlagFaults;
  readonly cookies = [];

  constructor(config: AppConfig) {
    super();
    this.profile = hourAndWeek('success-flag', config);
  }

  accepts({ path }: ContractRequest): boolean {
    return path === ROUTES.flagPrefix || path.startsWith(`${ROUTES.flagPrefix}/`);
  }

  opened(grant: SessionGrant, refreshToken: string | undefined): Answer {
    const data = { token: grant.access.token, refreshToken, ...account(grant) };
    return { body: { success: true, message: 'Login successful', data } };
  }

  /** The access token is called otherwise here than at login. */
  refreshed(grant: SessionGrant, refreshToken: string | undefined): Answer {
    const data = { accessToken: grant.access.token, refreshToken, ...account(grant) };
    return { body: { success: true, message: 'Token refreshed', data } };
  }
}

const account = ({ user }: SessionGrant) => ({
  username: user.username,
  email: user.email,
  roles: user.roles,
});
