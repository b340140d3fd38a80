import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { SessionGrant } from './session-grant.js';
import { SessionOpening } from './session-opening.js';
import type { SessionProfile } from './session-profile.js';
import { SessionTokens } from './session-tokens.js';
import type { EventOrigin } from '../audit/audit-event.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { Clock } from '../clock/clock.js';
import { AppConfig } from '../config/app-config.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { AuthError } from '../errors/auth-error.js';
import { AttemptLimits } from '../limits/attempt-limits.js';
import { PasswordPolicy } from '../passwords/password-policy.js';
import { Passwords } from '../passwords/passwords.js';
import { isVisible } from '../text/visible-text.js';
import { canonicalEmail, canonicalName, trimmedName } from '../users/canonical-name.js';
import type { User } from '../users/user.js';
import { Users } from '../users/users.js';

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
    private readonly passwords: Passwords,
    private readonly limits: AttemptLimits,
    private readonly sessions: SessionOpening,
    private readonly tokens: SessionTokens,
    private readonly audit: AuditTrail,
    private readonly unitOfWork: UnitOfWork,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws AuthError REGISTRATION_CLOSED, VALIDATION_FAILED, WEAK_PASSWORD, USERNAME_TAKEN,
   * EMAIL_TAKEN, TOO_MANY_REQUESTS or OVERLOADED
   */
  async register(
    application: Application,
    profile: SessionProfile,
    origin: EventOrigin,
  ): Promise<SessionGrant> {
    if (!this.config.registration) throw AuthError.of('REGISTRATION_CLOSED');
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
  ): Promise<SessionGrant> {
    const user = await this.newUser(application);
    const state = this.sessions.plan(user, profile, user.createdAt);
    await this.unitOfWork.run(async () => {
      await this.add(user);
      await this.sessions.persist(state, origin, user.createdAt);
      const ids = { userId: user.id, sessionId: state.sessionId };
      await this.audit.record(origin, { type: 'user-registered', ...ids });
    });
    const [grant] = await Promise.all([
      this.tokens.mint(user, state, profile, user.createdAt),
      this.limits.loggedIn(user.id, origin.address),
    ]);
    return grant;
  }

  private async newUser(application: Application): Promise<User> {
    const username = trimmedName(application.username);
    const passwordHash = await this.passwords.hash(application.password);
    return {
      id: uuidv7(),
      username,
      email: application.email,
      displayName: application.displayName ?? username,
      passwordHash,
      roles: this.config.defaultRoles,
      createdAt: this.clock.now(),
      disabledAt: null,
      emailVerifiedAt: null,
    };
  }

  private async add(user: User): Promise<void> {
    const outcome = await this.users.add(user);
    switch (outcome) {
      case 'added':
        return;
      case 'username-taken':
        throw AuthError.of('USERNAME_TAKEN');
      case 'email-taken':
        throw AuthError.of('EMAIL_TAKEN');
    }
  }
}

/** A name that looks like an address must be the account's own, lest it pass for somebody else's. */
function assertNameable({ username, email }: Application): void {
  const name = canonicalName(username);
  if (name === null || !isVisible(username)) {
    throw AuthError.invalidFields({
      field: 'username',
      problem: 'invalid',
      message: 'Username must be 1 to 128 letters, digits or any of ._-@+.',
    });
  }
  const address = canonicalEmail(email);
  if (address === null) {
    throw AuthError.invalidFields({
      field: 'email',
      problem: 'invalid',
      message: 'Email must be an email address.',
    });
  }
  if (name.includes('@') && name !== address) {
    throw AuthError.invalidFields({
      field: 'username',
      problem: 'invalid',
      message: "Username with an @ must be the account's own email address.",
    });
  }
}
