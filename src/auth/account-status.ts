import { Injectable } from '@nestjs/common';
import { SessionRevocation } from './session-revocation.js';
import type { EventOrigin } from '../audit/audit-event.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { Clock } from '../clock/clock.js';
import { canonicalName } from '../users/canonical-name.js';
import type { User } from '../users/user.js';
import { Users } from '../users/users.js';

/** Shuts an account, with everything it has open, and opens it again. */
@Injectable()
export class AccountStatus {
  constructor(
    private readonly users: Users,
    private readonly revocation: SessionRevocation,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** How many sessions ended; null when nobody has that name. */
  async disable(username: string, origin: EventOrigin): Promise<number | null> {
    const user = await this.find(username);
    if (user === null) return null;
    await this.users.setDisabledAt(user.id, this.clock.now());
    const ended = await this.revocation.endAllOf(user.id, 'user-disabled');
    await this.audit.record(
      origin,
      { type: 'user-disabled', userId: user.id },
      ...ended.map(
        (sessionId) =>
          ({
            type: 'session-revoked',
            userId: user.id,
            sessionId,
            reason: 'user-disabled',
          }) as const,
      ),
    );
    return ended.length;
  }

  /** False when nobody has that name. */
  async enable(username: string, origin: EventOrigin): Promise<boolean> {
    const user = await this.find(username);
    if (user === null) return false;
    await this.users.setDisabledAt(user.id, null);
    await this.audit.record(origin, { type: 'user-enabled', userId: user.id });
    return true;
  }

  private async find(username: string): Promise<User | null> {
    const name = canonicalName(username);
    return name === null ? null : this.users.findByName(name);
  }
}
