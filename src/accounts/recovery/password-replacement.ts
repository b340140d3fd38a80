import { Injectable } from '@nestjs/common';
import type { AuditEvent } from '../../audit/audit-event.js';
import type { EventOrigin } from '../../audit/event-origin.js';
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
 * that tells of it are one transaction. A login by the old password that is under way finds another
 * version of the password when it opens its session, or is ended with the rest.
 */
@Injectable()
export class PasswordReplacement {
  constructor(
    private readonly changes: AccountChanges,
    private readonly hashes: PasswordHashes,
    private readonly revocation: SessionRevocation,
    private readonly mail: MailQueue,
  ) {}

  /** @throws AuthError NOT_FOUND, or what goes along throws */
  async replace(replacement: Replacement, origin: EventOrigin): Promise<void> {
    const { userId, how, except } = replacement;
    let within: EndedWithin | null = null;
    const plan = (user: User): PlannedChange => ({
      change: { ...replacement.change?.(user), newPasswordRequiredAt: null },
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
  }

  /** Where too many mails wait already the password changes all the same. */
  private async notify({ userId, language }: Replacement, origin: EventOrigin): Promise<void> {
    const to = { userId, address: null, language, origin };
    await this.mail.put({ ...to, kind: 'password-changed', matter: {} });
  }
}
