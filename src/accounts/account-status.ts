import { Injectable } from '@nestjs/common';
import { type EndedWithin, SessionRevocation } from '../sessions/session-revocation.js';
import type { EventOrigin } from '../audit/event-origin.js';
import { Clock } from '../clock/clock.js';
import type { User } from '../users/users.js';
import { AccountChanges, type PlannedChange } from './account-changes.js';

export interface Disabled {
  readonly user: User;
  readonly sessionsEnded: number;
}

/** Shuts an account, with everything it has open, and opens it again. */
@Injectable()
export class AccountStatus {
  constructor(
    private readonly changes: AccountChanges,
    private readonly revocation: SessionRevocation,
    private readonly clock: Clock,
  ) {}

  /**
   * Its sessions end in the same transaction; once more it ends what was opened meanwhile. One whose
   * owner was about to leave stays as well, and its owner has no say in it any more.
   * @throws AuthError NOT_FOUND or LAST_ADMINISTRATOR
   */
  async disable(userId: string, origin: EventOrigin): Promise<Disabled> {
    let within: EndedWithin | null = null;
    const plan = ({ disabledAt, deletionAt }: User): PlannedChange | null =>
      disabledAt === null || deletionAt !== null
        ? {
            change: { disabledAt: this.clock.now(), deletionAt: null },
            event: { type: 'user-disabled', userId },
            also: async () => {
              within = await this.revocation.endWithin(userId, origin);
            },
          }
        : null;
    const user = await this.changes.make({ userId, ifVersion: null, plan }, origin);
    return { user, sessionsEnded: await this.revocation.endAfter(userId, origin, within) };
  }

  /** @throws AuthError NOT_FOUND */
  enable(userId: string, origin: EventOrigin): Promise<User> {
    const plan = ({ disabledAt }: User) =>
      disabledAt === null
        ? null
        : { change: { disabledAt: null }, event: { type: 'user-enabled', userId } as const };
    return this.changes.make({ userId, ifVersion: null, plan }, origin);
  }
}
