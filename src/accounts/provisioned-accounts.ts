import { Injectable } from '@nestjs/common';
import { AuthError } from '../errors/auth-error.js';
import { canonicalEmail, canonicalName } from '../users/canonical-name.js';
import { ProvisionedUsers } from '../users/provisioned-users.js';
import { UserDirectory } from '../users/user-directory.js';
import { type User, Users } from '../users/users.js';
import { accountOf, type ProvisionedAccount } from './provisioned-profile.js';

/** What an account can be found by; each finds one at most. */
export interface ProvisionedKey {
  readonly by: 'id' | 'username' | 'email' | 'externalId';
  readonly value: string;
}

export interface ProvisionedPage {
  readonly accounts: readonly ProvisionedAccount[];
  readonly total: number;
}

/** Accounts as a service that provisions them sees them. */
@Injectable()
export class ProvisionedAccounts {
  constructor(
    private readonly users: Users,
    private readonly provisioned: ProvisionedUsers,
    private readonly directory: UserDirectory,
  ) {}

  /** @throws AuthError NOT_FOUND */
  async byId(clientId: string, id: string): Promise<ProvisionedAccount> {
    const account = await this.find(clientId, { by: 'id', value: id });
    if (account === null) throw AuthError.of('NOT_FOUND');
    return account;
  }

  async find(clientId: string, key: ProvisionedKey): Promise<ProvisionedAccount | null> {
    const user = await this.userOf(clientId, key);
    if (user === null) return null;
    return accountOf(user, await this.provisioned.find(clientId, user.id));
  }

  /** All there are, whichever service made them. */
  async page(clientId: string, offset: number, limit: number): Promise<ProvisionedPage> {
    const total = await this.directory.count();
    const users = limit === 0 ? [] : await this.directory.slice(offset, limit);
    const ids = users.map(({ id }) => id);
    const kept = await this.provisioned.findSeveral(clientId, ids);
    const byUser = new Map(kept.map((each) => [each.userId, each]));
    return { accounts: users.map((user) => accountOf(user, byUser.get(user.id) ?? null)), total };
  }

  private async userOf(clientId: string, { by, value }: ProvisionedKey): Promise<User | null> {
    switch (by) {
      case 'id':
        return this.users.findById(value);
      case 'username': {
        const name = canonicalName(value);
        return name === null ? null : this.users.findByName(name);
      }
      case 'email': {
        const address = canonicalEmail(value);
        return address === null ? null : this.users.findByEmail(address);
      }
      case 'externalId': {
        const kept = await this.provisioned.findByExternalId(clientId, value);
        return kept === null ? null : this.users.findById(kept.userId);
      }
    }
  }
}
