import { Injectable } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { SecondFactors } from '../credentials/factors/second-factors.js';
import type { User } from '../users/users.js';

/** What a login needs beside its credentials: nothing, a factor, or the first one of the account. */
export type FactorNeed = 'none' | 'verify' | 'enrol';

/** `MFA` and `MFA_REQUIRED_ROLES`. */
@Injectable()
export class SecondFactorNeed {
  constructor(
    private readonly factors: SecondFactors,
    private readonly config: AppConfig,
  ) {}

  get offered(): boolean {
    return this.config.accounts.mfa !== 'off';
  }

  /** Whether the account may not be without a factor. */
  demandedOf({ roles }: Pick<User, 'roles'>): boolean {
    const { mfa, mfaRequiredRoles } = this.config.accounts;
    switch (mfa) {
      case 'off':
        return false;
      case 'required':
        return true;
      case 'optional':
        return mfaRequiredRoles.some((role) => roles.includes(role));
    }
  }

  async of(user: User): Promise<FactorNeed> {
    if (!this.offered) return 'none';
    if (await this.factors.enrolled(user.id)) return 'verify';
    return this.demandedOf(user) ? 'enrol' : 'none';
  }
}
