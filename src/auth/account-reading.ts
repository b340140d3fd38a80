import { Injectable } from '@nestjs/common';
import { AccessTokenCheck } from './access-token-check.js';
import { AuthError } from '../errors/auth-error.js';
import type { User } from '../users/user.js';
import { Users } from '../users/users.js';

/** Who the bearer of an access token is today. */
@Injectable()
export class AccountReading {
  constructor(
    private readonly accessTokens: AccessTokenCheck,
    private readonly users: Users,
  ) {}

  /** @throws AuthError INVALID_TOKEN also when the account is gone or disabled. */
  async read(accessToken: string): Promise<User> {
    const { uid } = this.accessTokens.assertGood(accessToken);
    const user = await this.users.findById(uid);
    if (user?.disabledAt === null) return user;
    throw AuthError.invalidAccessToken();
  }
}
