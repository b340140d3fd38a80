import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { assertNameable, assertFree } from './account-names.js';
import { type TokenSet, SessionTokens, type SessionProfile } from '../sessions/session-tokens.js';
import { SessionOpening } from '../sessions/session-opening.js';
import type { EventOrigin } from '../audit/event-origin.js';
import { PasswordHashes } from '../credentials/passwords/password-hashes.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { Clock } from '../clock/clock.js';
import { AppConfig } from '../config/app-config.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { AuthError } from '../errors/auth-error.js';
import { AttemptLimits } from '../limits/attempt-limits.js';
import { PasswordPolicy } from '../credentials/passwords/password-policy.js';
import { Passwords } from '../credentials/passwords/passwords.js';
import { trimmedName } from '../users/canonical-name.js';
import { SecondFactorNeed } from './second-factor-need.js';
import { SignIn } from './sign-in.js';
import { UNTOUCHED, type User, Users } from '../users/users.js';

export interface Application {
  readonly username: string;
  readonly password: string;
  readonly email: string;
  readonly displayName: string | undefined;
}

/** Makes an account and its first session, both or neither. */
@Injectable()
export class Registration {
  constructor(
    private readonly users: Users,
    private readonly policy: PasswordPolicy,
    private readonly hashes: PasswordHashes,
    private readonly passwords: Passwords,
    private readonly limits: AttemptLimits,
    private readonly sessions: SessionOpening,
    private readonly need: SecondFactorNeed,
    private readonly signIn: SignIn,
    private readonly tokens: SessionTokens,
    private readonly audit: AuditTrail,
    private readonly unitOfWork: UnitOfWork,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws AuthError REGISTRATION_CLOSED, VALIDATION_FAILED, WEAK_PASSWORD, USERNAME_TAKEN,
   * EMAIL_TAKEN, TOO_MANY_REQUESTS or OVERLOADED; MFA_REQUIRED where the account was made and needs
   * a factor before its first session
   */
  async register(
    application: Application,
    profile: SessionProfile,
    origin: EventOrigin,
  ): Promise<TokenSet> {
    if (!this.config.accounts.registration) throw AuthError.of('REGISTRATION_CLOSED');
    assertNameable(application);
    this.policy.assertAcceptable(application.password, application);
    return this.passwords.admit(() =>
      this.limits.registration(origin.address, () => this.admit(application, profile, origin)),
    );
  }

  private async admit(
    application: Application,
    profile: SessionProfile,
    origin: EventOrigin,
  ): Promise<TokenSet> {
    const user = this.newUser(application);
    const hash = await this.passwords.hash(application.password);
    const state = this.sessions.plan(user, profile, origin, user.createdAt);
    const challenged = this.need.demandedOf(user);
    await this.unitOfWork.run(async () => {
      assertFree(await this.users.add(user));
      await this.hashes.add(user.id, hash);
      if (!challenged) await this.sessions.persist(state, user.createdAt);
      const ids = { userId: user.id, sessionId: challenged ? null : state.sessionId };
      await this.audit.record(origin, { type: 'user-registered', ...ids });
    });
    if (challenged) {
      const terms = { need: 'enrol', credentials: 'password' } as const;
      throw await this.signIn.challenged(user, profile, origin, terms);
    }
    const [tokens] = await Promise.all([
      this.tokens.mint(user, state, profile, user.createdAt),
      this.limits.loggedIn(user.id, origin.address),
    ]);
    return tokens;
  }

  private newUser(application: Application): User {
    const username = trimmedName(application.username);
    return {
      id: uuidv7(),
      username,
      email: application.email,
      displayName: application.displayName ?? username,
      roles: this.config.accounts.defaultRoles,
      createdAt: this.clock.now(),
      ...UNTOUCHED,
      emailVerifiedAt: null,
    };
  }
}
