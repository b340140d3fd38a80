import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { AuditEvent } from '../audit/audit-event.js';
import type { EventOrigin } from '../audit/event-origin.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { Clock } from '../clock/clock.js';
import { AppConfig } from '../config/app-config.js';
import { PasswordPolicy } from '../credentials/passwords/password-policy.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { AuthError } from '../errors/auth-error.js';
import { type EndedWithin, SessionRevocation } from '../sessions/session-revocation.js';
import { canonicalName, trimmedName } from '../users/canonical-name.js';
import { ProvisionedUsers } from '../users/provisioned-users.js';
import { ADMINISTRATOR } from '../users/roles.js';
import { UNTOUCHED, type User, Users } from '../users/users.js';
import { AccountChanges, type ExpectedVersions, type PlannedChange } from './account-changes.js';
import { assertFree, assertWellFormed, nameFault } from './account-names.js';
import { AccountPasswords } from './account-passwords.js';
import {
  changedFields,
  keptOf,
  type Profile,
  type ProvisionedAccount,
  profileOf,
  shownName,
  userChange,
} from './provisioned-profile.js';

export interface ProvisioningRequest {
  readonly clientId: string;
  readonly userId: string;
  readonly ifVersion: ExpectedVersions;
  /** The profile as it is to be, by the one that there is. */
  readonly edit: (profile: Profile) => Profile;
}

/** Accounts in the hands of a service that provisions them from a directory of its own. */
@Injectable()
export class AccountProvisioning {
  constructor(
    private readonly users: Users,
    private readonly provisioned: ProvisionedUsers,
    private readonly changes: AccountChanges,
    private readonly passwords: AccountPasswords,
    private readonly policy: PasswordPolicy,
    private readonly revocation: SessionRevocation,
    private readonly audit: AuditTrail,
    private readonly unitOfWork: UnitOfWork,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /**
   * An account without a password, whatever the profile says: a directory makes one up where it has
   * none, and does not tell it.
   * @throws AuthError VALIDATION_FAILED, USERNAME_TAKEN, EMAIL_TAKEN or EXTERNAL_ID_TAKEN
   */
  async create(
    clientId: string,
    profile: Profile,
    origin: EventOrigin,
  ): Promise<ProvisionedAccount> {
    const user = this.newUser(profile);
    await this.unitOfWork.run(async () => {
      await this.assertNamed(user.id, profile);
      assertFree(await this.users.add(user));
      await this.keep(clientId, user.id, profile);
      await this.audit.record(origin, { type: 'user-created', userId: user.id });
    });
    return { user, ...keptOf(profile) };
  }

  /**
   * All of it in one transaction, with the end of the sessions where it disables the account; a new
   * password comes after it.
   * @throws AuthError NOT_FOUND, PRECONDITION_FAILED, VALIDATION_FAILED, USERNAME_TAKEN, EMAIL_TAKEN,
   * EXTERNAL_ID_TAKEN, LAST_ADMINISTRATOR, WEAK_PASSWORD, FORBIDDEN or OVERLOADED
   */
  async change(request: ProvisioningRequest, origin: EventOrigin): Promise<ProvisionedAccount> {
    const { clientId, userId, ifVersion } = request;
    let within: EndedWithin | null = null;
    let after: Profile | undefined;
    const plan = async (user: User): Promise<PlannedChange | null> => {
      const before = profileOf(user, await this.provisioned.find(clientId, userId));
      after = request.edit(before);
      await this.assertNamed(userId, after);
      if (after.password !== undefined) this.assertPassword(user, after, after.password);
      const events = eventsOf(userId, before, after);
      const [event, ...more] = events;
      if (event === undefined) return null;
      const wanted = after;
      return {
        change: userChange(user, wanted, this.clock.now()),
        event,
        first: () => this.retireName(user, wanted),
        also: async () => {
          await this.keep(clientId, userId, wanted);
          await this.audit.record(origin, ...more);
          if (before.active && !wanted.active) {
            within = await this.revocation.endWithin(userId, origin);
          }
        },
      };
    };
    const user = await this.changes.make({ userId, ifVersion, plan }, origin);
    if (after === undefined) throw new Error('The change of an account was not planned');
    if (!after.active) await this.revocation.endAfter(userId, origin, within);
    const { password } = after;
    const last = password === undefined ? user : await this.passwords.set(userId, password, origin);
    return { user: last, ...keptOf(after) };
  }

  /** An address as a name may be the directory's own, if it is no other account's address. */
  private async assertNamed(userId: string, profile: Profile): Promise<void> {
    assertWellFormed(profile);
    const name = canonicalName(profile.username);
    if (name === null || nameFault(profile) !== 'foreign-address') return;
    const owner = await this.users.findByEmail(name);
    if (owner !== null && owner.id !== userId) throw AuthError.of('USERNAME_TAKEN');
  }

  /** A service that could set an administrator's password would be one. */
  private assertPassword({ roles }: User, profile: Profile, password: string): void {
    if (roles.includes(ADMINISTRATOR)) throw AuthError.of('FORBIDDEN');
    this.policy.assertAcceptable(password, profile);
  }

  private async retireName({ username }: User, after: Profile): Promise<void> {
    if (canonicalName(username) === canonicalName(after.username)) return;
    await this.users.retireName(username, this.clock.now());
  }

  private async keep(clientId: string, userId: string, profile: Profile): Promise<void> {
    const outcome = await this.provisioned.put({ clientId, userId, ...keptOf(profile) });
    if (outcome === 'external-id-taken') throw AuthError.of('EXTERNAL_ID_TAKEN');
  }

  private newUser(profile: Profile): User {
    const createdAt = this.clock.now();
    return {
      ...UNTOUCHED,
      id: uuidv7(),
      username: trimmedName(profile.username),
      email: profile.email,
      displayName: shownName(profile),
      roles: this.config.accounts.defaultRoles,
      createdAt,
      disabledAt: profile.active ? null : createdAt,
      emailVerifiedAt: null,
    };
  }
}

/** What is written down of a change: nothing where there is none. */
function eventsOf(userId: string, before: Profile, after: Profile): readonly AuditEvent[] {
  const fields = changedFields(before, after).join(' ');
  const updated: AuditEvent = { type: 'user-updated', userId, fields };
  const type = after.active ? 'user-enabled' : 'user-disabled';
  return [
    ...(fields === '' ? [] : [updated]),
    ...(before.active === after.active ? [] : [{ type, userId } as const]),
  ];
}
