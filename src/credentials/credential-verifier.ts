import { Injectable } from '@nestjs/common';
import { AccountDigests, NameDigests } from './name-digests.js';
import { KnownDevices } from './known-devices.js';
import type { EventOrigin } from '../audit/event-origin.js';
import { PasswordHashes } from './passwords/password-hashes.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { AuthError } from '../errors/auth-error.js';
import { AttemptLimits } from '../limits/attempt-limits.js';
import { Passwords } from './passwords/passwords.js';
import { canonicalEmail, canonicalName } from '../users/canonical-name.js';
import { sameMailbox } from '../users/mail-address.js';
import { type User, Users } from '../users/users.js';

export interface PasswordAttempt {
  readonly username: string;
  readonly password: string;
  /** Name of the contract that carried the attempt, for the audit trail. */
  readonly contract: string;
  /** What the device showed of earlier logins. */
  readonly deviceMark: string | undefined;
}

/** An id that no account has. */
const NO_ACCOUNT = '00000000-0000-0000-0000-000000000000';

type FailureCause =
  'wrong-password' | 'user-disabled' | 'no-password' | 'new-password-required' | 'account-closing';

/** Accounts that a right password is good for: those that are open, or also those about to be deleted. */
type Admitted = 'open' | 'closing';

/** A guess that failed: it counts whether or not it can be written down. */
class Refusal extends AuthError {
  constructor(readonly reason: FailureCause | 'unknown-user') {
    super({ code: codeOf(reason) });
  }
}

/** A login that comes too often says which account it was for, by the digest that counts are kept under. */
const throttledAt = (account: string, error: unknown): unknown =>
  error instanceof AuthError && error.fault.code === 'TOO_MANY_REQUESTS'
    ? new AuthError({ ...error.fault, account }, { cause: error })
    : error;

/** Only those who know the password learn that it will not do any more; no guess was wrong. */
function codeOf(
  reason: FailureCause | 'unknown-user',
): 'INVALID_CREDENTIALS' | 'NEW_PASSWORD_REQUIRED' | 'ACCOUNT_CLOSING' {
  if (reason === 'new-password-required') return 'NEW_PASSWORD_REQUIRED';
  return reason === 'account-closing' ? 'ACCOUNT_CLOSING' : 'INVALID_CREDENTIALS';
}

/** Why an account takes no login, though the password is right. */
function closedBy(user: User, admitted: Admitted): FailureCause | null {
  if (user.disabledAt === null)
    return user.newPasswordRequiredAt === null ? null : 'new-password-required';
  if (user.deletionAt === null) return 'user-disabled';
  return admitted === 'closing' ? null : 'account-closing';
}

/** Only an address that was shown to be the account's own stands in the place of its name. */
const ownsAddress = (user: User | null, address: string): boolean =>
  typeof user?.emailVerifiedAt === 'number' && sameMailbox(user.email, address);

/** Checks a name and a password; every way to fail looks and costs the same. */
@Injectable()
export class CredentialVerifier {
  constructor(
    private readonly users: Users,
    private readonly hashes: PasswordHashes,
    private readonly passwords: Passwords,
    private readonly limits: AttemptLimits,
    private readonly accounts: AccountDigests,
    private readonly devices: KnownDevices,
    private readonly nameDigests: NameDigests,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * @throws AuthError INVALID_CREDENTIALS, NEW_PASSWORD_REQUIRED, ACCOUNT_CLOSING, TOO_MANY_REQUESTS,
   * or OVERLOADED when the hash queue is full.
   */
  verify(
    attempt: PasswordAttempt,
    origin: EventOrigin,
    admitted: Admitted = 'open',
  ): Promise<User> {
    return this.passwords.admit(() => this.counted(attempt, origin, admitted));
  }

  private async counted(
    attempt: PasswordAttempt,
    origin: EventOrigin,
    admitted: Admitted,
  ): Promise<User> {
    const { username, deviceMark } = attempt;
    const user = await this.find(username);
    const guess = {
      account: this.accounts.of(user?.username ?? username, user?.unlockedAt ?? null),
      userId: user?.id ?? null,
      address: origin.address,
      device: user === null ? null : this.devices.recognise(deviceMark, user.id),
    };
    try {
      return await this.limits.login(guess, () => this.check(attempt.password, user, admitted));
    } catch (error) {
      if (error instanceof Refusal) await this.record(error, attempt, user, origin);
      throw throttledAt(guess.account, error);
    }
  }

  private async check(password: string, user: User | null, admitted: Admitted): Promise<User> {
    // A name that has no account takes the same steps.
    const hash = await this.hashes.of(user?.id ?? NO_ACCOUNT);
    const check = await this.passwords.check(password, hash);
    if (user === null) throw new Refusal('unknown-user');
    if (hash === null) throw new Refusal('no-password');
    if (!check.matches) throw new Refusal('wrong-password');
    const closed = closedBy(user, admitted);
    if (closed !== null) throw new Refusal(closed);
    if (check.outdated) await this.rehash(user.id, password, hash);
    return user;
  }

  /** A name comes first. What looks like an address is looked up as both, known or not. */
  private async find(username: string): Promise<User | null> {
    const name = canonicalName(username);
    const email = username.includes('@') ? canonicalEmail(username) : null;
    const [named, addressed] = await Promise.all([
      name === null ? null : this.users.findByName(name),
      email === null ? null : this.users.findByEmail(email),
    ]);
    return named ?? (ownsAddress(addressed, username) ? addressed : null);
  }

  private async rehash(userId: string, password: string, outdated: string): Promise<void> {
    const current = await this.passwords.hash(password);
    await this.hashes.replace(userId, outdated, current);
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
