import { Injectable } from '@nestjs/common';
import { isJsonObject } from '../../requests/body.js';
import { AppConfig } from '../../../config/app-config.js';
import { standardFaults } from '../../faults/standard-faults.js';
import { bearerBody } from '../bearer-cookie/bearer-cookie.contract.js';
import {
  type Answer,
  Contract,
  type ContractRequest,
  type Delivery,
  type ContractDocument,
} from '../contract.js';
import { DAY, HOUR, profileOf } from '../lifetimes.js';
import { ROUTES } from '../../requests/routes.js';
import { type SessionCookie, sessionCookie } from '../../cookies/cookies.js';

const COOKIES: readonly SessionCookie[] = [
  { name: 'Auth-Access-Token', path: '/', sameSite: 'lax', carries: 'access' },
  { name: 'Auth-Refresh-Token', path: ROUTES.refresh, sameSite: 'lax', carries: 'refresh' },
];

/** A code or a provider makes a token request an exchange of a code. */
const isExchange = (body: unknown): boolean =>
  isJsonObject(body) && ['provider', 'authCode'].some((field) => Object.hasOwn(body, field));

/** An identity provider's code for a session; both tokens in cookies, the access token in the body. */
@Injectable()
export class External extends Contract {
  readonly routes = [ROUTES.token];
  readonly profile;
  override readonly credentials = 'authorization-code';
  readonly faults = standardFaults;
  readonly cookies: readonly SessionCookie[];

  constructor(config: AppConfig) {
    super();
    this.cookies = COOKIES.map((cookie) => sessionCookie(cookie, config));
    this.profile = profileOf(
      { contract: 'external', accessLife: HOUR, refreshLife: 30 * DAY, sessionLife: 90 * DAY },
      config,
    );
  }

  override accepts({ body }: ContractRequest): boolean {
    return isExchange(body);
  }

  opened({ tokens, at }: Delivery): Answer {
    return this.refreshed({ tokens, refreshToken: undefined, at });
  }

  refreshed({ tokens, refreshToken }: Delivery): Answer {
    return {
      body: { message: 'Tokens generated successfully.', ...bearerBody(tokens), refreshToken },
    };
  }

  async describe(): Promise<ContractDocument> {
    const { document } = await import('./external.openapi.js');
    return document;
  }
}
