import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/audit-trail.js';
import type { EventOrigin } from '../../audit/event-origin.js';
import { AuditReading } from '../../audit/search/audit-reading.js';
import type { FoundEvent } from '../../audit/search/found-event.js';
import { Clock } from '../../clock/clock.js';
import { PasswordHashes } from '../../credentials/passwords/password-hashes.js';
import { Identities, type Identity } from '../../federation/identities/identities.js';
import { AttemptLimits } from '../../limits/attempt-limits.js';
import { type KnownAddress, KnownAddresses } from '../../limits/known-addresses/known-addresses.js';
import { type SessionList, SessionListing } from '../../sessions/session-listing.js';
import { type ProvisionedUser, ProvisionedUsers } from '../../users/provisioned-users.js';
import type { User } from '../../users/users.js';
import { AccountFactors, type FactorList } from '../account-factors.js';

/** All that is stored of an account, less what is secret. What may be long is read as it is taken. */
export interface OwnData {
  /** Milliseconds since the epoch. */
  readonly exportedAt: number;
  readonly user: User;
  readonly hasPassword: boolean;
  readonly identities: readonly Identity[];
  readonly factors: FactorList;
  readonly networks: readonly KnownAddress[];
  readonly directories: readonly ProvisionedUser[];
  readonly sessions: AsyncIterable<SessionList['sessions'][number]>;
  readonly events: AsyncIterable<FoundEvent>;
}

/** Hands owners what is stored of them (GDPR Art. 15 and 20). */
@Injectable()
export class OwnDataExport {
  constructor(
    private readonly limits: AttemptLimits,
    private readonly hashes: PasswordHashes,
    private readonly identities: Identities,
    private readonly factors: AccountFactors,
    private readonly knownAddresses: KnownAddresses,
    private readonly provisioned: ProvisionedUsers,
    private readonly sessions: SessionListing,
    private readonly reading: AuditReading,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * That it is exported is in the trail before anything is.
   * @throws AuthError TOO_MANY_REQUESTS
   */
  of(user: User, origin: EventOrigin): Promise<OwnData> {
    return this.limits.accountExport(user.id, async () => {
      await this.audit.record(origin, { type: 'account-exported', userId: user.id });
      return {
        exportedAt: this.clock.now(),
        user,
        hasPassword: (await this.hashes.of(user.id)) !== null,
        identities: await this.identities.ofUser(user.id),
        factors: await this.factors.list(user.id),
        networks: await this.knownAddresses.ofUser(user.id),
        directories: await this.provisioned.ofUser(user.id),
        sessions: this.sessions.all(user.id),
        events: this.reading.own(user.id),
      };
    });
  }
}
