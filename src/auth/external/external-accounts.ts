import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Redeemed } from './code-redeeming.js';
import { derivedDisplayName, derivedNames } from './derived-name.js';
import { ExchangeRefused } from './exchange-refused.js';
import { IdentityLinking } from './identity-linking.js';
import { rolesAfter } from './roles-after.js';
import { maySignUp } from './sign-up.js';
import type { EventOrigin } from '../../audit/audit-event.js';
import { AuditTrail } from '../../audit/audit-trail.js';
import { Clock } from '../../clock/clock.js';
import { AppConfig } from '../../config/app-config.js';
import { canonicalName, storableEmail } from '../../users/canonical-name.js';
import type { User } from '../../users/user.js';
import { Users } from '../../users/users.js';

/** Opens an account for somebody whom a provider knows and we do not. */
@Injectable()
export class ExternalAccounts {
  constructor(
    private readonly users: Users,
    private readonly linking: IdentityLinking,
    private readonly audit: AuditTrail,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /**
   * Part of a unit of work; null when somebody was faster with a name, an address or the identity.
   * @throws ExchangeRefused
   */
  async open(redeemed: Redeemed, origin: EventOrigin): Promise<User | null> {
    const { profile, provider } = redeemed;
    if (!maySignUp(this.config.signup, redeemed)) throw new ExchangeRefused('sign-up-closed');
    const user = this.newUser(redeemed, await this.freeName(profile.nicknames));
    if ((await this.users.add(user)) !== 'added') return null;
    if (!(await this.linking.add(user.id, redeemed))) return null;
    await this.audit.record(origin, { type: 'user-signed-up', userId: user.id, provider });
    return user;
  }

  private newUser({ profile, vouchedFor }: Redeemed, username: string): User {
    const now = this.clock.now();
    const email = storableEmail(profile.email);
    return {
      id: uuidv7(),
      username,
      email,
      displayName: derivedDisplayName(profile.displayName, username),
      passwordHash: null,
      roles: rolesAfter(this.config.defaultRoles, profile.roles),
      createdAt: now,
      disabledAt: null,
      emailVerifiedAt: vouchedFor ? now : null,
    };
  }

  private async freeName(nicknames: readonly string[]): Promise<string> {
    const names = derivedNames(nicknames);
    for (const name of names) {
      const key = canonicalName(name);
      if (key !== null && (await this.users.findByName(key)) === null) return name;
    }
    return `${names[0]}-${randomBytes(4).toString('hex')}`;
  }
}
