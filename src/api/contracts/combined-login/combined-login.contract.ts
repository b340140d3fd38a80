import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../../config/app-config.js';
import { bearerBody, bearerRefreshCookie } from '../bearer-cookie/bearer-cookie.contract.js';
import {
  type Answer,
  Contract,
  type Occasion,
  type ContractRequest,
  type Delivery,
  type ContractDocument,
} from '../contract.js';
import {
  envelopeFaults,
  openedEnvelope,
  refreshedEnvelope,
} from '../envelope/envelope.contract.js';
import { ROUTES } from '../../requests/routes.js';
import { hourAndWeek } from '../lifetimes.js';
import { answersLogin, loginRepresentation } from '../contract-registry.js';

/** Two contracts share the login route and no field of their answers collides: one answer is both. */
@Injectable()
export class CombinedLogin extends Contract {
  readonly routes = [ROUTES.login];
  readonly profile;
  readonly faults = envelopeFaults;
  override readonly representation = loginRepresentation('combined');
  readonly cookies;

  constructor(private readonly config: AppConfig) {
    super();
    this.cookies = [bearerRefreshCookie(config)];
    this.profile = hourAndWeek('combined', config);
  }

  override accepts(request: ContractRequest): boolean {
    return answersLogin('combined', request, this.config);
  }

  opened(delivery: Delivery, occasion: Occasion): Answer {
    return { body: { ...openedEnvelope(delivery, occasion), ...bearerBody(delivery.tokens) } };
  }

  refreshed(delivery: Delivery): Answer {
    return { body: { ...refreshedEnvelope(delivery), ...bearerBody(delivery.tokens) } };
  }

  async describe(): Promise<ContractDocument> {
    const { document } = await import('./combined-login.openapi.js');
    return document;
  }
}
