import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../../config/app-config.js';
import { standardFaults } from '../../faults/standard-faults.js';
import { type Answer, Contract, type Delivery, type ContractDocument } from '../contract.js';
import { DAY, MINUTE, profileOf } from '../lifetimes.js';
import { ROUTES } from '../../requests/routes.js';
import { type SessionCookie, sessionCookie } from '../../cookies/cookies.js';

const REFRESH: SessionCookie = {
  name: 'refresh_token',
  path: ROUTES.refresh,
  sameSite: 'strict',
  carries: 'refresh',
};

/** Both tokens in the body, the refresh token in a strict cookie too. */
@Injectable()
export class TokenPair extends Contract {
  readonly routes = [ROUTES.token];
  readonly profile;
  readonly faults = standardFaults;
  readonly cookies: readonly SessionCookie[];

  constructor(config: AppConfig) {
    super();
    this.cookies = [sessionCookie(REFRESH, config)];
    this.profile = profileOf(
      {
        contract: 'token-pair',
        refreshSigner: 'signing-key',
        accessLife: 15 * MINUTE,
        refreshLife: 7 * DAY,
        sessionLife: 30 * DAY,
      },
      config,
    );
  }

  opened(delivery: Delivery): Answer {
    return this.refreshed(delivery);
  }

  refreshed({ tokens: { access }, refreshToken }: Delivery): Answer {
    return {
      body: { accessToken: access.token, refreshToken },
      headers: { 'x-auth-token': access.token },
    };
  }

  async describe(): Promise<ContractDocument> {
    const { document } = await import('./token-pair.openapi.js');
    return document;
  }
}
