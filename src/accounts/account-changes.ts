import { Injectable } from '@nestjs/common';
import type { AuditEvent } from '../audit/audit-event.js';
import type { EventOrigin } from '../audit/event-origin.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { AuthError } from '../errors/auth-error.js';
import { Administrators } from '../users/administrators.js';
import { ADMINISTRATOR } from '../users/roles.js';
import { type User, type UserChange, Users } from '../users/users.js';
import { assertFree } from './account-names.js';

/** A change of one account, and what is written down of it. */
export interface PlannedChange {
  readonly change: UserChange;
  readonly event: AuditEvent;
  /** Written before it, in the same unit of work. */
  readonly first?: () => Promise<void>;
  /** Written after it, in the same unit of work. */
  readonly also?: () => Promise<void>;
}

/** A change is made only where the account is at one of them; null: whatever it is at. */
export type ExpectedVersions = readonly number[] | null;

export interface ChangeRequest {
  readonly userId: string;
  readonly ifVersion: ExpectedVersions;
  /** Null where nothing is to be changed. */
  readonly plan: (user: User) => PlannedChange | null | Promise<PlannedChange | null>;
}

/** How often others change the same account, or take away administrators, before it is given up. */
const ATTEMPTS = 20;

const administers = ({ roles, disabledAt }: Pick<User, 'roles' | 'disabledAt'>): boolean =>
  disabledAt === null && roles.includes(ADMINISTRATOR);

/**
 * Changes accounts on behalf of others. Each change is a compare-and-set on the version of the
 * account, so that what was decided by is still so. One that takes away an administrator takes a
 * turn as well: of two at once, the second one decides again.
 */
@Injectable()
export class AccountChanges {
  constructor(
    private readonly users: Users,
    private readonly administrators: Administrators,
    private readonly audit: AuditTrail,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * The account as it is afterwards.
   * @throws AuthError NOT_FOUND, PRECONDITION_FAILED, LAST_ADMINISTRATOR, USERNAME_TAKEN, EMAIL_TAKEN,
   * or what the plan throws
   */
  async make(request: ChangeRequest, origin: EventOrigin): Promise<User> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      // A unit of work of its own for each: what an earlier one read may be old by now.
      const changed = await this.unitOfWork.run(() => this.attempt(request, origin));
      if (changed !== null) return changed;
    }
    throw new Error(`Account ${request.userId} was changed by others ${ATTEMPTS} times in a row`);
  }

  /** Null when another change came first. */
  private async attempt(
    { userId, ifVersion, plan }: ChangeRequest,
    origin: EventOrigin,
  ): Promise<User | null> {
    const user = await this.users.findById(userId);
    if (user === null) throw AuthError.of('NOT_FOUND');
    if (ifVersion?.includes(user.version) === false) throw AuthError.of('PRECONDITION_FAILED');
    const planned = await plan(user);
    if (planned === null) return user;
    // Who is let in again leaves no more.
    const change =
      planned.change.disabledAt === null ? { ...planned.change, deletionAt: null } : planned.change;
    const after = { ...user, ...change, version: user.version + 1 };
    if (administers(user) && !administers(after) && !(await this.takeTurn(userId))) return null;
    await planned.first?.();
    const outcome = await this.users.change(userId, user.version, change);
    if (outcome === 'stale') return null;
    assertFree(outcome);
    await this.audit.record(origin, planned.event);
    await planned.also?.();
    return after;
  }

  /** @throws AuthError LAST_ADMINISTRATOR */
  private async takeTurn(userId: string): Promise<boolean> {
    const seen = await this.administrators.turn();
    if (!(await this.administrators.hasOthersThan(userId))) {
      throw AuthError.of('LAST_ADMINISTRATOR');
    }
    return this.administrators.takeTurn(seen);
  }
}
