import { Injectable } from '@nestjs/common';
import { CodeRedemptions, type Redeemed } from '../federation/code-redemption.js';
import type { CodeExchange } from '../federation/authorization-response.js';
import { CodeRefused } from '../federation/code-refusal.js';
import { IdentityLinking } from '../federation/identity-linking.js';
import type { EventOrigin } from '../audit/event-origin.js';
import { PasswordHashes } from '../credentials/passwords/password-hashes.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { Clock } from '../clock/clock.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { AuthError } from '../errors/auth-error.js';
import { Identities, type Identity } from '../federation/identities/identities.js';
import { IdentityProviders } from '../federation/providers/identity-providers.js';
import type { User } from '../users/users.js';
import { AccountChanges, type PlannedChange } from './account-changes.js';

/** The identities that can sign in to an account. */
@Injectable()
export class AccountIdentities {
  constructor(
    private readonly identities: Identities,
    private readonly providers: IdentityProviders,
    private readonly redeeming: CodeRedemptions,
    private readonly linking: IdentityLinking,
    private readonly passwords: PasswordHashes,
    private readonly changes: AccountChanges,
    private readonly audit: AuditTrail,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  list(user: User): Promise<readonly Identity[]> {
    return this.identities.ofUser(user.id);
  }

  /**
   * Links the person that a code stands for; linking the same person again changes nothing.
   * @throws AuthError as an exchange does, or IDENTITY_TAKEN
   */
  link(user: User, exchange: CodeExchange, origin: EventOrigin): Promise<Identity> {
    return this.redeeming.redeem(exchange, origin, (redeemed) =>
      this.linkRedeemed(user, redeemed, origin),
    );
  }

  /**
   * A change of the account, so that of two at once the second one sees what the first one left.
   * @throws AuthError NOT_FOUND, or LAST_CREDENTIAL where there would be no other
   */
  async unlink({ id: userId }: User, identityId: string, origin: EventOrigin): Promise<void> {
    const plan = (user: User): Promise<PlannedChange> => this.unlinking(user, identityId);
    await this.changes.make({ userId, ifVersion: null, plan }, origin);
  }

  private async unlinking(user: User, identityId: string): Promise<PlannedChange> {
    const all = await this.identities.ofUser(user.id);
    const identity = all.find(({ id }) => id === identityId);
    if (identity === undefined) throw AuthError.of('NOT_FOUND');
    const others = all.filter(({ id }) => id !== identityId);
    if (!(await this.canSignIn(user, others))) throw AuthError.of('LAST_CREDENTIAL');
    const { provider } = identity;
    return {
      change: {},
      event: { type: 'identity-unlinked', userId: user.id, provider },
      also: () => this.identities.unlink(identity, this.clock.now()),
    };
  }

  private async linkRedeemed(
    user: User,
    redeemed: Redeemed,
    origin: EventOrigin,
  ): Promise<Identity> {
    const { issuer, subject } = redeemed.profile;
    const present = await this.identities.find(issuer, subject);
    if (present === null) {
      const added = await this.unitOfWork.run(() => this.add(user, redeemed, origin));
      // Null where another request was faster; then there is one to be found.
      return added ?? this.linkRedeemed(user, redeemed, origin);
    }
    if (present.userId !== user.id) throw new CodeRefused('identity-taken', user.id);
    await this.linking.update(user, redeemed);
    return present;
  }

  private async add(user: User, redeemed: Redeemed, origin: EventOrigin): Promise<Identity | null> {
    const { provider } = redeemed;
    const identity = await this.linking.add(user.id, redeemed);
    if (identity === null) return null;
    await this.linking.update(user, redeemed);
    const event = { type: 'identity-linked', grounds: 'asked-for' } as const;
    await this.audit.record(origin, { ...event, userId: user.id, provider });
    return identity;
  }

  /** By a password, or by an identity at a provider that is still configured. */
  private async canSignIn({ id }: User, identities: readonly Identity[]): Promise<boolean> {
    const usable = identities.some(({ provider }) => this.providers.find(provider) !== undefined);
    return usable || (await this.passwords.of(id)) !== null;
  }
}
