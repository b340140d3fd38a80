import { Injectable } from '@nestjs/common';
import { AccessTokenValidation } from '../sessions/access-token-validation.js';
import { AuthError } from '../errors/auth-error.js';
import { type User, Users } from '../users/users.js';

export interface AccountOfBearer {
  readonly user: User;
  readonly sessionId: string;
}

/** Who the bearer of an access token is today. */
@Injectable()
export class AccountReading {
  constructor(
    private readonly accessTokens: AccessTokenValidation,
    private readonly users: Users,
  ) {}

  /** @throws AuthError INVALID_TOKEN also when the account is gone or disabled. */
  async read(accessToken: string): Promise<AccountOfBearer> {
    const claims = this.accessTokens.validate(accessToken);
    return { user: await this.current(claims.uid), sessionId: claims.sid };
  }

  /**
   * The same for a token that was found good.
   * @throws AuthError INVALID_TOKEN when the account is gone or disabled
   */
  async current(userId: string): Promise<User> {
    const user = await this.users.findById(userId);
    if (user?.disabledAt === null) return user;
    throw AuthError.invalidAccessToken();
  }
}
