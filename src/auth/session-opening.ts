import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { SessionGrant } from './session-grant.js';
import type { SessionProfile } from './session-profile.js';
import { firstState, type SessionState, toMilliseconds } from './session-state.js';
import { SessionRevocation } from './session-revocation.js';
import { SessionTokens } from './session-tokens.js';
import type { EventOrigin } from '../audit/audit-event.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { Clock } from '../clock/clock.js';
import { AuthError } from '../errors/auth-error.js';
import { AttemptLimits } from '../limits/attempt-limits.js';
import { TokenStore } from '../token-store/token-store.js';
import type { User } from '../users/user.js';
import { Users } from '../users/users.js';

/** How a login says that its credentials are not good. */
export type LoginRefusal = 'INVALID_CREDENTIALS' | 'INVALID_AUTH_CODE';

/** Turns a user whose credentials were checked into a session. */
@Injectable()
export class SessionOpening {
  constructor(
    private readonly store: TokenStore,
    private readonly users: Users,
    private readonly revocation: SessionRevocation,
    private readonly tokens: SessionTokens,
    private readonly limits: AttemptLimits,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * @param refusal What is said when the user was disabled meanwhile.
   * @throws AuthError
   */
  async open(
    user: User,
    profile: SessionProfile,
    origin: EventOrigin,
    refusal: LoginRefusal = 'INVALID_CREDENTIALS',
  ): Promise<SessionGrant> {
    const now = this.clock.now();
    const state = this.plan(user, profile, now);
    await this.persist(state, origin, now);
    const [grant, current] = await Promise.all([
      this.tokens.mint(user, state, profile, now),
      this.users.findById(user.id),
    ]);
    // Whoever disables writes first and looks for sessions then; here it is the other way round,
    // so that one of the two sees the other.
    if (current?.disabledAt !== null) return this.withdraw(state, origin, refusal);
    await Promise.all([
      this.audit.record(origin, {
        type: 'login-succeeded',
        userId: user.id,
        sessionId: state.sessionId,
        contract: profile.contract,
      }),
      this.limits.loggedIn(user.id, origin.address),
    ]);
    return grant;
  }

  plan(user: User, profile: SessionProfile, now: number): SessionState {
    return firstState({ sessionId: uuidv7(), userId: user.id }, profile, now);
  }

  /** One statement; joins the unit of work it is called in. */
  persist(state: SessionState, origin: EventOrigin, now: number): Promise<void> {
    return this.store.open({
      id: state.sessionId,
      userId: state.userId,
      contract: state.contract,
      now,
      expiresAt: toMilliseconds(state.expiresAt),
      absoluteExpiresAt: toMilliseconds(state.endsAt),
      use: { address: origin.address, userAgent: origin.userAgent },
    });
  }

  private async withdraw(
    { sessionId, userId, contract }: SessionState,
    origin: EventOrigin,
    refusal: LoginRefusal,
  ): Promise<never> {
    await this.revocation.end(sessionId, 'user-disabled');
    const cause = 'user-disabled';
    await this.audit.record(origin, { type: 'login-failed', contract, cause, userId });
    throw AuthError.of(refusal);
  }
}
