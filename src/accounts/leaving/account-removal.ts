import { randomUUID } from 'node:crypto';
import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { DueErasures } from '../../audit/erasure/due-erasures.js';
import type { EventOrigin } from '../../audit/event-origin.js';
import { Clock } from '../../clock/clock.js';
import { roughly, Rounds } from '../../clock/rounds.js';
import { AppConfig } from '../../config/app-config.js';
import type { MailLanguage } from '../../config/choices.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { MailQueue } from '../../mail/mail-queue.js';
import { SessionListing } from '../../sessions/session-listing.js';
import { type User, Users } from '../../users/users.js';
import { AccountDeletion } from '../account-deletion.js';

/** Milliseconds between two looks for accounts that are due. */
const EVERY = 300_000;
const AT_ONCE = 100;

const byItself = (): EventOrigin => ({
  requestId: randomUUID(),
  address: 'schedule',
  userAgent: null,
});

/**
 * Deletes the accounts whose time has come, as every process does; each one by whichever is first to
 * change its row. What is written of them in the trail loses its personal fields a little later.
 */
@Injectable()
export class AccountRemoval implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger('Deletion of accounts');
  private readonly rounds = new Rounds(() => this.round());

  constructor(
    private readonly users: Users,
    private readonly deletion: AccountDeletion,
    private readonly sessions: SessionListing,
    private readonly erasures: DueErasures,
    private readonly mail: MailQueue,
    private readonly unitOfWork: UnitOfWork,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.start(roughly(EVERY), () => roughly(EVERY));
  }

  async onModuleDestroy(): Promise<void> {
    await this.rounds.stop();
  }

  /** Never rejects; what was not done is found again. */
  async round(): Promise<void> {
    try {
      while (!this.rounds.signal.aborted && (await this.removeSome()));
      await this.erasures.round(byItself());
    } catch (error) {
      this.log.error(error);
    }
  }

  /** All of it in one transaction. Nothing where the account was changed since it was read. */
  async remove(user: User, language: MailLanguage, origin: EventOrigin): Promise<void> {
    const { id: userId, version, username, displayName, email } = user;
    await this.unitOfWork.run(async () => {
      const taken = await this.users.change(userId, version, { deletionAt: this.clock.now() });
      if (taken !== 'changed' || !(await this.deletion.remove(user, origin))) return;
      await this.sessions.forgetPlacesOf(userId);
      await this.erasures.add(userId);
      if (email === null) return;
      const matter = { username, displayName };
      const to = { userId, address: email, language, origin };
      await this.mail.put({ ...to, kind: 'account-deleted', matter });
    });
  }

  /** Whether there may be more. */
  private async removeSome(): Promise<boolean> {
    const due = await this.users.dueForDeletion(this.clock.now(), AT_ONCE);
    for (const user of due) {
      if (this.rounds.signal.aborted) return false;
      await this.remove(user, this.config.mail.mailLanguage, byItself());
    }
    return due.length === AT_ONCE;
  }
}
