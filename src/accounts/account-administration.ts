import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { EventOrigin } from '../audit/event-origin.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { Clock } from '../clock/clock.js';
import { AppConfig } from '../config/app-config.js';
import { PasswordHashes } from '../credentials/passwords/password-hashes.js';
import { PasswordPolicy } from '../credentials/passwords/password-policy.js';
import { Passwords } from '../credentials/passwords/passwords.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { trimmedName } from '../users/canonical-name.js';
import { changedRoles, type RoleChange, sameRoles } from '../users/roles.js';
import { UNTOUCHED, type User, type UserChange, Users } from '../users/users.js';
import { AccountChanges, type ExpectedVersions, type PlannedChange } from './account-changes.js';
import { assertFree, assertNameable, type Naming } from './account-names.js';

/** An account that an operator makes. */
export interface NewAccount extends Naming {
  /** The username, if undefined. */
  readonly displayName: string | undefined;
  /** Undefined for one that signs in at a provider alone. */
  readonly password: string | undefined;
  /** `DEFAULT_ROLES`, if undefined. */
  readonly roles: readonly string[] | undefined;
}

/** What is undefined stays. */
export interface ProfileChange {
  readonly email: string | undefined;
  readonly displayName: string | undefined;
}

/** Makes and changes accounts in the place of their owners. */
@Injectable()
export class AccountAdministration {
  constructor(
    private readonly users: Users,
    private readonly changes: AccountChanges,
    private readonly policy: PasswordPolicy,
    private readonly passwords: Passwords,
    private readonly hashes: PasswordHashes,
    private readonly audit: AuditTrail,
    private readonly unitOfWork: UnitOfWork,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /** @throws AuthError VALIDATION_FAILED, WEAK_PASSWORD, USERNAME_TAKEN, EMAIL_TAKEN or OVERLOADED */
  async create(account: NewAccount, origin: EventOrigin): Promise<User> {
    const { password } = account;
    assertNameable(account);
    if (password !== undefined) this.policy.assertAcceptable(password, account);
    const hash = password === undefined ? null : await this.passwords.hash(password);
    const user = this.newUser(account);
    await this.unitOfWork.run(async () => {
      assertFree(await this.users.add(user));
      if (hash !== null) await this.hashes.add(user.id, hash);
      await this.audit.record(origin, { type: 'user-created', userId: user.id });
    });
    return user;
  }

  /**
   * @param ifVersion what the change was decided by
   * @throws AuthError NOT_FOUND, PRECONDITION_FAILED, VALIDATION_FAILED or EMAIL_TAKEN
   */
  update(
    userId: string,
    ifVersion: ExpectedVersions,
    change: ProfileChange,
    origin: EventOrigin,
  ): Promise<User> {
    const plan = (user: User) => profilePlan(user, change);
    return this.changes.make({ userId, ifVersion, plan }, origin);
  }

  /** @throws AuthError NOT_FOUND or LAST_ADMINISTRATOR */
  changeRoles(userId: string, change: RoleChange, origin: EventOrigin): Promise<User> {
    const plan = (user: User) => rolesPlan(user, change);
    return this.changes.make({ userId, ifVersion: null, plan }, origin);
  }

  /**
   * Lets failed guesses at one account count for nothing.
   * @throws AuthError NOT_FOUND
   */
  unlock(userId: string, origin: EventOrigin): Promise<User> {
    const plan = (): PlannedChange => ({
      change: { unlockedAt: this.clock.now() },
      event: { type: 'user-unlocked', userId },
    });
    return this.changes.make({ userId, ifVersion: null, plan }, origin);
  }

  private newUser({ username, email, displayName, roles }: NewAccount): User {
    const name = trimmedName(username);
    return {
      ...UNTOUCHED,
      id: uuidv7(),
      username: name,
      email,
      displayName: displayName ?? name,
      roles: roles ?? this.config.accounts.defaultRoles,
      createdAt: this.clock.now(),
      emailVerifiedAt: null,
    };
  }
}

/** An address that is another one has to be shown to be its owner's again. */
function profilePlan(user: User, { email, displayName }: ProfileChange): PlannedChange | null {
  const change: UserChange = {
    ...(email === undefined || email === user.email ? {} : { email, emailVerifiedAt: null }),
    ...(displayName === undefined || displayName === user.displayName ? {} : { displayName }),
  };
  const fields = (['email', 'displayName'] as const).filter((name) => name in change);
  if (fields.length === 0) return null;
  if (change.email !== undefined) assertNameable({ ...user, email: change.email });
  return { change, event: { type: 'user-updated', userId: user.id, fields: fields.join(' ') } };
}

function rolesPlan({ id: userId, roles }: User, change: RoleChange): PlannedChange | null {
  const next = changedRoles(roles, change);
  if (sameRoles(roles, next)) return null;
  const added = next.filter((role) => !roles.includes(role)).join(' ');
  const removed = roles.filter((role) => !next.includes(role)).join(' ');
  return { change: { roles: next }, event: { type: 'roles-changed', userId, added, removed } };
}
