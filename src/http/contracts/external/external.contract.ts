import { Injectable } from '@nestjs/common';
import { isExchange } from './external-exchange.js';
import { ExternalGuard } from './external.guard.js';
import type { SessionGrant } from '../../../auth/session-grant.js';
import { AppConfig } from '../../../config/app-config.js';
import { standardFaults } from '../../faults/standard-faults.js';
import { bearerBody } from '../bearer-cookie/bearer-body.js';
import { type Answer, Contract } from '../contract.js';
import type { ContractRequest } from '../contract-request.js';
import { DAY, HOUR, profileOf } from '../lifetimes.js';
import { ROUTES } from '../routes.js';
import { type SessionCookie, sessionCookie } from '../session-cookie.js';

const COOKIES: readonly SessionCookie[] = [
  { name: 'Auth-Access-Token', path: '/', sameSite: 'lax', carries: 'access' },
  { name: 'Auth-Refresh-Token', path: ROUTES.refresh, sameSite: 'lax', carries: 'refresh' },
];

/** An identity provider's code for a session; both tokens in cookies, the access token in the body. */
@Injectable()
export class External extends Contract {
  readonly profile;
  readonly guard = ExternalGuard;
  readonly faults = standardFaults;
  override readonly refusal = 'INVALID_AUTH_CODE';
  readonly cookies: readonly SessionCookie[];

  constructor(config: AppConfig) {
    super();
    this.cookies = COOKIES.map((cookie) => sessionCookie(cookie, config));
    this.profile = profileOf(
      { contract: 'external', accessLife: HOUR, refreshLife: 30 * DAY, sessionLife: 90 * DAY },
      config,
    );
  }

  accepts({ path, body }: ContractRequest): boolean {
    return path === ROUTES.token && isExchange(body);
  }

  opened(grant: SessionGrant): Answer {
    return this.refreshed(grant, undefined);
  }

  refreshed(grant: SessionGrant, refreshToken: string | undefined): Answer {
    return {
      body: { message: 'Tokens generated successfully.', ...bearerBody(grant), refreshToken },
    };
  }
}
