import { Injectable } from '@nestjs/common';
import { AccountDigests } from './account-digest.js';
import { KnownDevices } from './known-devices.js';
import { NameDigests } from './name-digest.js';
import type { EventOrigin } from '../audit/audit-event.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { AuthError } from '../errors/auth-error.js';
import { AttemptLimits } from '../limits/attempt-limits.js';
import { Passwords } from '../passwords/passwords.js';
import { canonicalName } from '../users/canonical-name.js';
import type { User } from '../users/user.js';
import { Users } from '../users/users.js';

export interface PasswordAttempt {
  readonly username: string;
  readonly password: string;
  /** Name of the contract that carried the attempt, for the audit trail. */
  readonly contract: string;
  /** What the device showed of earlier logins. */
  readonly deviceMark: string | undefined;
}

type FailureCause = 'wrong-password' | 'user-disabled' | 'no-password';

/** Checks a name and a password; every way to fail looks and costs the same. */
@Injectable()
export class CredentialVerifier {
  constructor(
    private readonly users: Users,
    private readonly passwords: Passwords,
    private readonly limits: AttemptLimits,
    private readonly accounts: AccountDigests,
    private readonly devices: KnownDevices,
    private readonly nameDigests: NameDigests,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * @throws AuthError INVALID_CREDENTIALS, TOO_MANY_REQUESTS, or OVERLOADED when the hash queue is
   * full.
   */
  verify(attempt: PasswordAttempt, origin: EventOrigin): Promise<User> {
    return this.passwords.admit(() => this.counted(attempt, origin));
  }

  private async counted(attempt: PasswordAttempt, origin: EventOrigin): Promise<User> {
    const { username, deviceMark } = attempt;
    const user = await this.find(username);
    const guess = {
      account: this.accounts.of(username),
      userId: user?.id ?? null,
      address: origin.address,
      device: user === null ? null : this.devices.recognise(deviceMark, user.id),
    };
    return this.limits.login(guess, () => this.check(attempt, user, origin));
  }

  private async check(
    attempt: PasswordAttempt,
    user: User | null,
    origin: EventOrigin,
  ): Promise<User> {
    const hash = user?.passwordHash ?? null;
    const check = await this.passwords.check(attempt.password, hash);
    if (user === null) return this.refuseUnknown(attempt, origin);
    if (hash === null) return this.refuse(user, 'no-password', attempt, origin);
    if (!check.matches) return this.refuse(user, 'wrong-password', attempt, origin);
    if (user.disabledAt !== null) return this.refuse(user, 'user-disabled', attempt, origin);
    if (check.outdated) await this.rehash(user.id, attempt.password, hash);
    return user;
  }

  private async find(username: string): Promise<User | null> {
    const name = canonicalName(username);
    return name === null ? null : this.users.findByName(name);
  }

  private async rehash(userId: string, password: string, outdated: string): Promise<void> {
    const current = await this.passwords.hash(password);
    await this.users.replacePasswordHash(userId, outdated, current);
  }

  private async refuse(
    user: User,
    cause: FailureCause,
    { contract }: PasswordAttempt,
    origin: EventOrigin,
  ): Promise<never> {
    await this.audit.record(origin, { type: 'login-failed', contract, cause, userId: user.id });
    throw AuthError.of('INVALID_CREDENTIALS');
  }

  private async refuseUnknown(
    { contract, username }: PasswordAttempt,
    origin: EventOrigin,
  ): Promise<never> {
    const nameDigest = this.nameDigests.of(canonicalName(username) ?? username);
    await this.audit.record(origin, {
      type: 'login-failed',
      contract,
      cause: 'unknown-user',
      nameDigest,
    });
    throw AuthError.of('INVALID_CREDENTIALS');
  }
}
