import { Injectable } from '@nestjs/common';
import type { EventOrigin } from '../../audit/event-origin.js';
import { Clock } from '../../clock/clock.js';
import { AppConfig } from '../../config/app-config.js';
import type { MailLanguage } from '../../config/choices.js';
import { CredentialVerifier, type PasswordAttempt } from '../../credentials/credential-verifier.js';
import { AuthError } from '../../errors/auth-error.js';
import { MailQueue } from '../../mail/mail-queue.js';
import { type EndedWithin, SessionRevocation } from '../../sessions/session-revocation.js';
import { ProvisionedUsers } from '../../users/provisioned-users.js';
import type { User } from '../../users/users.js';
import { AccountChanges, type PlannedChange } from '../account-changes.js';
import { AccountRemoval } from './account-removal.js';

const DAY = 86_400_000;

/** The end of an account, in the hands of its owner: asked for, and taken back while there is time. */
@Injectable()
export class AccountLeaving {
  constructor(
    private readonly changes: AccountChanges,
    private readonly provisioned: ProvisionedUsers,
    private readonly revocation: SessionRevocation,
    private readonly removal: AccountRemoval,
    private readonly verifier: CredentialVerifier,
    private readonly mail: MailQueue,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /**
   * Ends all sessions, and shuts the account until it is deleted.
   * @returns when that will be, in milliseconds since the epoch
   * @throws AuthError PROVISIONED_ACCOUNT, LAST_ADMINISTRATOR, or INVALID_TOKEN where the account was
   * disabled meanwhile
   */
  async request(userId: string, language: MailLanguage, origin: EventOrigin): Promise<number> {
    if ((await this.provisioned.ofUser(userId)).length > 0) {
      throw AuthError.of('PROVISIONED_ACCOUNT');
    }
    const now = this.clock.now();
    const deletionAt = now + this.config.accounts.deletionGraceDays * DAY;
    let within: EndedWithin | null = null;
    const plan = ({ disabledAt }: User): PlannedChange | null =>
      disabledAt === null
        ? {
            change: { disabledAt: now, deletionAt },
            event: { type: 'account-deletion-requested', userId, deletionAt },
            also: async () => {
              within = await this.revocation.endWithin(userId, origin);
              if (deletionAt > now) await this.tell('account-closing', userId, language, origin);
            },
          }
        : null;
    const user = await this.changes.make({ userId, ifVersion: null, plan }, origin);
    await this.revocation.endAfter(userId, origin, within);
    if (user.deletionAt === null) throw AuthError.invalidAccessToken();
    if (user.deletionAt <= now) await this.removal.remove(user, language, origin);
    return user.deletionAt;
  }

  /**
   * Keeps the account of who knows its password. No session is opened; one that was kept already stays.
   * @throws AuthError INVALID_CREDENTIALS, NEW_PASSWORD_REQUIRED, TOO_MANY_REQUESTS, OVERLOADED, or
   * NOT_FOUND where the account was deleted at that moment
   */
  async cancel(
    attempt: Omit<PasswordAttempt, 'contract'>,
    language: MailLanguage,
    origin: EventOrigin,
  ): Promise<void> {
    const proof = { ...attempt, contract: CONTRACT };
    const { id: userId } = await this.verifier.verify(proof, origin, 'closing');
    const plan = ({ deletionAt }: User): PlannedChange | null =>
      deletionAt === null
        ? null
        : {
            change: { disabledAt: null },
            event: { type: 'account-deletion-cancelled', userId },
            also: () => this.tell('account-kept', userId, language, origin),
          };
    await this.changes.make({ userId, ifVersion: null, plan }, origin);
  }

  /** Where too many mails wait already it goes on all the same. */
  private async tell(
    kind: 'account-closing' | 'account-kept',
    userId: string,
    language: MailLanguage,
    origin: EventOrigin,
  ): Promise<void> {
    await this.mail.put({ kind, userId, address: null, language, matter: {}, origin });
  }
}

/** As which the audit trail knows a wrong guess here. */
const CONTRACT = 'deletion-cancel';
