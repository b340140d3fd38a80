import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../../config/app-config.js';
import type { TokenSet } from '../../../sessions/session-tokens.js';
import { type SessionCookie, sessionCookie } from '../../cookies/cookies.js';
import { loginFaults } from '../../faults/standard-faults.js';
import {
  type Answer,
  Contract,
  type ContractRequest,
  type Delivery,
  type ContractDocument,
} from '../contract.js';
import { ROUTES } from '../../requests/routes.js';
import { hourAndWeek } from '../lifetimes.js';
import { answersLogin, loginRepresentation } from '../contract-registry.js';

export const bearerRefreshCookie = (config: AppConfig): SessionCookie =>
  sessionCookie({ name: 'refresh_token', path: '/', sameSite: 'lax', carries: 'refresh' }, config);

export interface BearerBody {
  readonly accessToken: string;
  readonly tokenType: 'Bearer';
  /** Seconds. */
  readonly expiresIn: number;
}

export const bearerBody = ({ access }: TokenSet): BearerBody => ({
  accessToken: access.token,
  tokenType: 'Bearer',
  expiresIn: access.expiresIn,
});

/** The access token in the body, the refresh token in a cookie and nowhere else. */
@Injectable()
export class BearerCookie extends Contract {
  readonly routes = [ROUTES.login];
  readonly profile;
  readonly faults = loginFaults;
  override readonly representation = loginRepresentation('bearer-cookie');
  readonly cookies;

  constructor(private readonly config: AppConfig) {
    super();
    this.cookies = [bearerRefreshCookie(config)];
    this.profile = hourAndWeek('bearer-cookie', config);
  }

  override accepts(request: ContractRequest): boolean {
    return answersLogin('bearer-cookie', request, this.config);
  }

  opened({ tokens }: Delivery): Answer {
    return { body: bearerBody(tokens) };
  }

  refreshed({ tokens, refreshToken }: Delivery): Answer {
    return { body: { ...bearerBody(tokens), refreshToken } };
  }

  async describe(): Promise<ContractDocument> {
    const { document } = await import('./bearer-cookie.openapi.js');
    return document;
  }
}
