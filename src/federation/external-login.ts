import { Injectable } from '@nestjs/common';
import type { EventOrigin } from '../audit/event-origin.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { type User, Users } from '../users/users.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { canonicalEmail } from '../users/canonical-name.js';
import { sameMailbox } from '../users/mail-address.js';
import { CodeRedemptions, type Redeemed } from './code-redemption.js';
import type { CodeExchange } from './authorization-response.js';
import { CodeRefused } from './code-refusal.js';
import { ExternalAccounts } from './sign-up.js';
import { IdentityLinking } from './identity-linking.js';
import { Identities } from './identities/identities.js';

/** How often another request may be first. */
const ATTEMPTS = 8;

/** Another request was first: what this unit of work began must not stay. */
class Overtaken extends Error {}

/** Whose account a profile opens. */
@Injectable()
export class ExternalUser {
  constructor(
    private readonly users: Users,
    private readonly identities: Identities,
    private readonly linking: IdentityLinking,
    private readonly accounts: ExternalAccounts,
    private readonly audit: AuditTrail,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** @throws CodeRefused */
  async of(redeemed: Redeemed, origin: EventOrigin): Promise<User> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return (await this.known(redeemed)) ?? (await this.firstSeen(redeemed, origin));
      } catch (error) {
        if (!(error instanceof Overtaken) || attempt === ATTEMPTS) throw error;
      }
    }
  }

  private async known(redeemed: Redeemed): Promise<User | null> {
    const { profile } = redeemed;
    const identity = await this.identities.find(profile.issuer, profile.subject);
    if (identity === null) return null;
    const user = await this.users.findById(identity.userId);
    if (user?.disabledAt !== null) throw new CodeRefused('user-disabled', identity.userId);
    // After the account was read: what a new password unlinks does not open it by its state before.
    if (!(await this.linking.noteUse(identity, profile))) throw new Overtaken();
    return this.linking.update(user, redeemed);
  }

  private firstSeen(redeemed: Redeemed, origin: EventOrigin): Promise<User> {
    return this.unitOfWork.run(async () => {
      const { email, issuer, subject } = redeemed.profile;
      const owner = await this.ownerOf(email);
      // The owner may be this very person, whose account another request has just opened.
      if ((await this.identities.find(issuer, subject)) !== null) throw new Overtaken();
      const user =
        owner === null
          ? await this.accounts.open(redeemed, origin)
          : await this.linkTo(owner, redeemed, origin);
      if (user === null) throw new Overtaken();
      return user;
    });
  }

  private async ownerOf(email: string | null): Promise<User | null> {
    const key = email === null ? null : canonicalEmail(email);
    return key === null ? null : this.users.findByEmail(key);
  }

  /** Only where both sides know whose address it is: otherwise one could take the other's account. */
  private async linkTo(owner: User, redeemed: Redeemed, origin: EventOrigin): Promise<User | null> {
    const { provider } = redeemed;
    if (!(await this.mayLink(owner, redeemed))) {
      throw new CodeRefused('link-required', owner.id);
    }
    if (owner.disabledAt !== null) throw new CodeRefused('user-disabled', owner.id);
    if ((await this.linking.add(owner.id, redeemed)) === null) return null;
    const grounds = 'verified-email';
    await this.audit.record(origin, {
      type: 'identity-linked',
      userId: owner.id,
      provider,
      grounds,
    });
    return this.linking.update(owner, redeemed);
  }

  /** What its owner has unlinked is linked by hand again, or not at all. */
  private async mayLink(owner: User, { profile, vouchedFor }: Redeemed): Promise<boolean> {
    const { email, issuer, subject } = profile;
    if (!vouchedFor || owner.emailVerifiedAt === null) return false;
    if (!sameMailbox(owner.email, email)) return false;
    return !(await this.identities.wasUnlinked(owner.id, issuer, subject));
  }
}

/** Turns an identity provider's authorization code into the user it stands for. */
@Injectable()
export class ExternalLogin {
  constructor(
    private readonly redeeming: CodeRedemptions,
    private readonly users: ExternalUser,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * @throws AuthError UNKNOWN_PROVIDER, VALIDATION_FAILED, INVALID_AUTH_CODE, SIGNUP_CLOSED,
   * ACCOUNT_LINK_REQUIRED or PROVIDER_UNAVAILABLE
   */
  verify(exchange: CodeExchange, origin: EventOrigin): Promise<User> {
    return this.redeeming.redeem(exchange, origin, async (redeemed) => {
      const user = await this.users.of(redeemed, origin);
      const { provider } = redeemed;
      await this.audit.record(origin, { type: 'exchange-succeeded', userId: user.id, provider });
      return user;
    });
  }
}
