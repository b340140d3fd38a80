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

/** A guess that failed: it counts whether or not it can be written down. */
class Refusal extends AuthError {
  constructor(readonly reason: FailureCause | 'unknown-user') {
    super({ code: 'INVALID_CREDENTIALS' });
  }
}

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
    try {
      return await this.limits.login(guess, () => this.check(attempt.password, user));
    } catch (error) {
      if (error instanceof Refusal) await this.record(error, attempt, user, origin);
      throw error;
    }
  }

  private async check(password: string, user: User | null): Promise<User> {
    const hash = user?.passwordHash ?? null;
    const check = await this.passwords.check(password, hash);
    if (user === null) throw new Refusal('unknown-user');
    if (hash === null) throw new Refusal('no-password');
    if (!check.matches) throw new Refusal('wrong-password');
    if (user.disabledAt !== null) throw new Refusal('user-disabled');
    if (check.outdated) await this.rehash(user.id, password, hash);
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

  private async record(
    { reason }: Refusal,
    { contract, username }: PasswordAttempt,
    user: User | null,
    origin: EventOrigin,
  ): Promise<void> {
    const type = 'login-failed';
    if (user !== null && reason !== 'unknown-user') {
      await this.audit.record(origin, { type, contract, cause: reason, userId: user.id });
      return;
    }
    const nameDigest = this.nameDigests.of(canonicalName(username) ?? username);
    await this.audit.record(origin, { type, contract, cause: 'unknown-user', nameDigest });
  }
}
