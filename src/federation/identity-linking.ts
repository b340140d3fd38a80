import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Redeemed } from './code-redemption.js';
import { changedRoles, sameRoles } from '../users/roles.js';
import { Clock } from '../clock/clock.js';
import { Identities, type Identity } from './identities/identities.js';
import type { ExternalProfile } from './providers/identity-provider.js';
import { storableEmail } from '../users/canonical-name.js';
import { sameMailbox } from '../users/mail-address.js';
import { type User, Users } from '../users/users.js';

/** Ties an identity to an account, and keeps the account up with what the provider says. */
@Injectable()
export class IdentityLinking {
  constructor(
    private readonly users: Users,
    private readonly identities: Identities,
    private readonly clock: Clock,
  ) {}

  /** Null when the identity belongs to an account already. */
  async add(userId: string, { provider, profile }: Redeemed): Promise<Identity | null> {
    const now = this.clock.now();
    const identity = {
      id: uuidv7(),
      userId,
      provider,
      issuer: profile.issuer,
      subject: profile.subject,
      email: storableEmail(profile.email),
      createdAt: now,
      lastUsedAt: now,
    };
    return (await this.identities.add(identity)) ? identity : null;
  }

  /** Roles by the provider's mapping, and an address that it vouches for; the user as of now. */
  async update(user: User, redeemed: Redeemed): Promise<User> {
    const { profile } = redeemed;
    const roles = sameRoles(user.roles, changedRoles(user.roles, profile.roles))
      ? user.roles
      : await this.users.changeRoles(user.id, profile.roles);
    const emailVerifiedAt = user.emailVerifiedAt ?? (await this.verify(user, redeemed));
    return { ...user, roles, emailVerifiedAt };
  }

  /** False for one that was unlinked meanwhile. */
  noteUse({ id }: Identity, { email }: ExternalProfile): Promise<boolean> {
    return this.identities.noteUse(id, storableEmail(email), this.clock.now());
  }

  private async verify(user: User, { profile, vouchedFor }: Redeemed): Promise<number | null> {
    if (!vouchedFor || !sameMailbox(profile.email, user.email)) return null;
    const now = this.clock.now();
    await this.users.markEmailVerified(user.id, now);
    return now;
  }
}
