import { Injectable } from '@nestjs/common';
import type { SessionGrant } from '../../../auth/session-grant.js';
import { AppConfig } from '../../../config/app-config.js';
import { PasswordGuard } from '../../auth/password.guard.js';
import { standardFaults } from '../../faults/standard-faults.js';
import { type Answer, Contract } from '../contract.js';
import type { ContractRequest } from '../contract-request.js';
import { DAY, MINUTE, profileOf } from '../lifetimes.js';
import { ROUTES } from '../routes.js';
import { type SessionCookie, sessionCookie } from '../session-cookie.js';

const REFRESH: SessionCookie = {
  name: 'refresh_token',
  path: ROUTES.refresh,
  sameSite: 'strict',
  carries: 'refresh',
};

/** Both tokens in the body, the refresh token in a strict cookie too. */
@Injectable()
export class TokenPair extends Contract {
  readonly profile;
  readonly guard = PasswordGuard;
  readonly faults = standardFaults;
  readonly cookies: readonly SessionCookie[];

  constructor(config: AppConfig) {
    super();
    this.cookies = [sessionCookie(REFRESH, config)];
    this.profile = profileOf(
      {
        contract: 'token-pair',
        accessLife: 15 * MINUTE,
        refreshLife: 7 * DAY,
        sessionLife: 30 * DAY,
      },
      config,
    );
  }

  accepts({ path }: ContractRequest): boolean {
    return path === ROUTES.token;
  }

  opened(grant: SessionGrant, refreshToken: string | undefined): Answer {
    return this.refreshed(grant, refreshToken);
  }

  refreshed({ access }: SessionGrant, refreshToken: string | undefined): Answer {
    return {
      body: { accessToken: access.token, refreshToken },
      headers: { 'x-auth-token': access.token },
    };
  }
}
