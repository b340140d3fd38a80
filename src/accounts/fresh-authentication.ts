import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { SecondFactors } from '../credentials/factors/second-factors.js';
import { AuthError } from '../errors/auth-error.js';
import { AccessTokenValidation } from '../sessions/access-token-validation.js';
import { type AccessTokenClaims, STRONG } from '../sessions/session-proof.js';
import type { User } from '../users/users.js';
import { AccountReading } from './account-reading.js';
import { SecondFactorNeed } from './second-factor-need.js';

/** Seconds that a proof is fresh. */
const FRESH = 300;

/** Who asks, and by which token. */
export interface FreshBearer {
  readonly user: User;
  readonly claims: AccessTokenClaims;
}

/** Whether it was shown a moment ago, by the strongest factor of the account, who the bearer is. */
@Injectable()
export class FreshAuthentication {
  constructor(
    private readonly accessTokens: AccessTokenValidation,
    private readonly accounts: AccountReading,
    private readonly need: SecondFactorNeed,
    private readonly factors: SecondFactors,
    private readonly clock: Clock,
  ) {}

  /** @throws AuthError INVALID_TOKEN or INSUFFICIENT_AUTHENTICATION */
  async assert(accessToken: string): Promise<FreshBearer> {
    const claims = this.accessTokens.validate(accessToken);
    const user = await this.accounts.current(claims.uid);
    const acr = (await this.needsFactor(user.id)) ? STRONG : null;
    const age = this.clock.now() / 1000 - claims.auth_time;
    const strong = acr === null || claims.acr === acr;
    if (strong && age < FRESH) return { user, claims };
    throw new AuthError({ code: 'INSUFFICIENT_AUTHENTICATION', maxAge: FRESH, acr });
  }

  /** Whether a password will not do. */
  async needsFactor(userId: string): Promise<boolean> {
    return this.need.offered && (await this.factors.enrolled(userId));
  }
}
