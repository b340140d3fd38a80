import { Injectable } from '@nestjs/common';
import type { EventOrigin } from '../audit/event-origin.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { Clock } from '../clock/clock.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Identities } from '../federation/identities/identities.js';
import { KnownAddresses } from '../limits/known-addresses/known-addresses.js';
import { ProvisionedUsers } from '../users/provisioned-users.js';
import { type User, Users } from '../users/users.js';
import { AccountFactors } from './account-factors.js';
import { AccountStatus } from './account-status.js';

/** How often others enable an account again while it is deleted, before that is given up. */
const ATTEMPTS = 5;

/** Deletes accounts, so that neither their names nor their ids are ever given to others. */
@Injectable()
export class AccountDeletion {
  constructor(
    private readonly status: AccountStatus,
    private readonly users: Users,
    private readonly identities: Identities,
    private readonly factors: AccountFactors,
    private readonly knownAddresses: KnownAddresses,
    private readonly provisioned: ProvisionedUsers,
    private readonly audit: AuditTrail,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Disables it first: with that its sessions end, and the last administrator stays.
   * @throws AuthError NOT_FOUND or LAST_ADMINISTRATOR
   */
  async delete(userId: string, origin: EventOrigin): Promise<void> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const { user } = await this.status.disable(userId, origin);
      if (await this.unitOfWork.run(() => this.remove(user, origin))) return;
    }
    throw new Error(`Account ${userId} was enabled by others ${ATTEMPTS} times in a row`);
  }

  /** Part of a unit of work, for a disabled account; false when it was enabled meanwhile. */
  async remove(user: User, origin: EventOrigin): Promise<boolean> {
    if (!(await this.users.retire(user, this.clock.now()))) return false;
    await this.identities.forgetAllOf(user.id);
    await this.factors.forgetAllOf(user.id);
    await this.knownAddresses.forgetAllOf(user.id);
    await this.provisioned.forgetAllOf(user.id);
    await this.audit.record(origin, { type: 'user-deleted', userId: user.id });
    return true;
  }
}
