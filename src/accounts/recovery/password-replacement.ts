import { Injectable } from '@nestjs/common';
import type { AuditEvent } from '../../audit/audit-event.js';
import type { EventOrigin } from '../../audit/event-origin.js';
import { Clock } from '../../clock/clock.js';
import type { MailLanguage } from '../../config/choices.js';
import { PasswordHashes } from '../../credentials/passwords/password-hashes.js';
import { MailQueue } from '../../mail/mail-queue.js';
import { type EndedWithin, SessionRevocation } from '../../sessions/session-revocation.js';
import type { User, UserChange } from '../../users/users.js';
import { AccountChanges, type PlannedChange } from '../account-changes.js';

export interface Replacement {
  readonly userId: string;
  readonly hash: string;
  readonly how: 'password-reset' | 'password-changed';
  readonly language: MailLanguage;
  /** The session that goes on; none where that is undefined. */
  readonly except?: string;
  /** What goes with it, by the account as it is; all of it holds or none. */
  readonly along?: (user: User) => Promise<void>;
  readonly change?: (user: User) => UserChange;
}

/**
 * Gives an account the password that its owner chose: the hash, the end of its sessions and the mail
 * that tells of it are one transaction.
 */
@Injectable()
export class PasswordReplacement {
  constructor(
    private readonly changes: AccountChanges,
    private readonly hashes: PasswordHashes,
    private readonly revocation: SessionRevocation,
    private readonly mail: MailQueue,
    private readonly clock: Clock,
  ) {}

  /** @throws AuthError NOT_FOUND, or what goes along throws */
  async replace(replacement: Replacement, origin: EventOrigin): Promise<void> {
    const { userId, how, except } = replacement;
    const markedAt = this.clock.now();
    let within: EndedWithin | null = null;
    const plan = (user: User): PlannedChange => ({
      // Until the end: a login by the old password that is under way opens no session any more.
      change: { ...replacement.change?.(user), newPasswordRequiredAt: markedAt },
      event: { type: how, userId } satisfies AuditEvent,
      also: async () => {
        await replacement.along?.(user);
        await this.hashes.set(userId, replacement.hash);
        within = await this.revocation.endOpenWithin(userId, how, origin, except);
        await this.notify(replacement, origin);
      },
    });
    await this.changes.make({ userId, ifVersion: null, plan }, origin);
    const rest = except === undefined ? { within } : { within, except };
    await this.revocation.endOpenAfter(userId, how, origin, rest);
    await this.admit(userId, markedAt, origin);
  }

  /** Unless an operator has asked for another password meanwhile. */
  private async admit(userId: string, markedAt: number, origin: EventOrigin): Promise<void> {
    const plan = ({ newPasswordRequiredAt }: User): PlannedChange | null =>
      newPasswordRequiredAt === markedAt
        ? { change: { newPasswordRequiredAt: null }, event: null }
        : null;
    await this.changes.make({ userId, ifVersion: null, plan }, origin);
  }

  /** Where too many mails wait already the password changes all the same. */
  private async notify({ userId, language }: Replacement, origin: EventOrigin): Promise<void> {
    const to = { userId, address: null, language, origin };
    await this.mail.put({ ...to, kind: 'password-changed', matter: {} });
  }
}
