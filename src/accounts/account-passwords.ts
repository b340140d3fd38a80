import { Injectable } from '@nestjs/common';
import type { EventOrigin } from '../audit/event-origin.js';
import { Clock } from '../clock/clock.js';
import { PasswordHashes } from '../credentials/passwords/password-hashes.js';
import { PasswordPolicy } from '../credentials/passwords/password-policy.js';
import { Passwords } from '../credentials/passwords/passwords.js';
import { AuthError } from '../errors/auth-error.js';
import { SessionRevocation } from '../sessions/session-revocation.js';
import { type User, Users } from '../users/users.js';
import { AccountChanges, type PlannedChange } from './account-changes.js';

/** The passwords of others, in the hands of an operator. Each change ends what is open. */
@Injectable()
export class AccountPasswords {
  constructor(
    private readonly users: Users,
    private readonly changes: AccountChanges,
    private readonly policy: PasswordPolicy,
    private readonly passwords: Passwords,
    private readonly hashes: PasswordHashes,
    private readonly revocation: SessionRevocation,
    private readonly clock: Clock,
  ) {}

  /**
   * From then on the password is refused at login, until there is another one.
   * @throws AuthError NOT_FOUND
   */
  async requireNew(userId: string, origin: EventOrigin): Promise<User> {
    const plan = ({ newPasswordRequiredAt }: User): PlannedChange | null =>
      newPasswordRequiredAt === null
        ? {
            change: { newPasswordRequiredAt: this.clock.now() },
            event: { type: 'new-password-required', userId },
          }
        : null;
    const user = await this.changes.make({ userId, ifVersion: null, plan }, origin);
    await this.revocation.endAllOf(userId, 'ended-by-operator', origin);
    return user;
  }

  /** @throws AuthError NOT_FOUND, WEAK_PASSWORD or OVERLOADED */
  async set(userId: string, password: string, origin: EventOrigin): Promise<User> {
    const owner = await this.users.findById(userId);
    if (owner === null) throw AuthError.of('NOT_FOUND');
    this.policy.assertAcceptable(password, owner);
    const hash = await this.passwords.hash(password);
    // First: a login by the old password that is under way opens no session any more.
    await this.requireNew(userId, origin);
    const plan = (): PlannedChange => ({
      change: { newPasswordRequiredAt: null },
      event: { type: 'password-set', userId },
      also: () => this.hashes.set(userId, hash),
    });
    return this.changes.make({ userId, ifVersion: null, plan }, origin);
  }
}
