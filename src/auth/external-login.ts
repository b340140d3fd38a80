import { Injectable } from '@nestjs/common';
import type { CodeExchange } from './external/code-exchange.js';
import { CodeRedeeming } from './external/code-redeeming.js';
import { ExternalUser } from './external/external-user.js';
import type { EventOrigin } from '../audit/audit-event.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { User } from '../users/user.js';

/** Turns an identity provider's authorization code into the user it stands for. */
@Injectable()
export class ExternalLogin {
  constructor(
    private readonly redeeming: CodeRedeeming,
    private readonly users: ExternalUser,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * @throws AuthError UNKNOWN_PROVIDER, VALIDATION_FAILED, INVALID_AUTH_CODE, SIGNUP_CLOSED,
   * ACCOUNT_LINK_REQUIRED or PROVIDER_UNAVAILABLE
   */
  verify(exchange: CodeExchange, origin: EventOrigin): Promise<User> {
    return this.redeeming.redeem(exchange, origin, async (redeemed) => {
      const user = await this.users.of(redeemed, origin);
      const { provider } = redeemed;
      await this.audit.record(origin, { type: 'exchange-succeeded', userId: user.id, provider });
      return user;
    });
  }
}
