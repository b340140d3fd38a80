import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Clock } from '../clock/clock.js';
import { AuthError } from '../errors/auth-error.js';
import { TokenStore } from '../token-store/token-store.js';
import { type AccessClaims, acrOf } from '../tokens/claims.js';
import { Tokens } from '../tokens/tokens.js';
import type { User } from '../users/users.js';
import { toSeconds } from './session-tokens.js';
import type { IssuedToken } from './session-tokens.js';

/** What was shown again, in a session that goes on as it is. */
export interface StepUp {
  /** Of the token that the session had until now. */
  readonly claims: AccessClaims;
  readonly amr: readonly string[];
  /** Seconds. */
  readonly accessLife: number;
}

/** Access tokens that say that a proof is fresh. A refresh goes back to what the session began with. */
@Injectable()
export class SessionStepUp {
  constructor(
    private readonly tokens: Tokens,
    private readonly store: TokenStore,
    private readonly clock: Clock,
  ) {}

  /** @throws AuthError INVALID_TOKEN when the session has ended */
  async issue(user: User, { claims, amr, accessLife }: StepUp): Promise<IssuedToken> {
    const now = this.clock.now();
    const session = await this.store.find(claims.sid);
    if (session?.revokedAt !== null || session.expiresAt <= now) {
      throw AuthError.invalidAccessToken();
    }
    const iat = toSeconds(now);
    const exp = Math.min(iat + accessLife, toSeconds(session.absoluteExpiresAt));
    const token = await this.tokens.issueAccess({
      sub: user.username,
      uid: user.id,
      sid: session.id,
      client_id: session.contract,
      roles: user.roles,
      auth_time: iat,
      amr,
      ...acrOf(amr),
      iat,
      exp,
      jti: randomUUID(),
    });
    return { token, expiresIn: exp - iat };
  }
}
