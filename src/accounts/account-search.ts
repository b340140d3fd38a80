import { Injectable } from '@nestjs/common';
import { AuthError } from '../errors/auth-error.js';
import { folded } from '../text/unicode.js';
import { canonicalName, trimmedName } from '../users/canonical-name.js';
import { type Searched, UserDirectory, type UserPage } from '../users/user-directory.js';
import { type User, Users } from '../users/users.js';

const MOST = 100;
const USUAL = 20;

export interface AccountSearchRequest {
  readonly by: Searched;
  /** As people write it; empty for all. */
  readonly prefix: string;
  /** The `next` of the page before. */
  readonly after: string | null;
  readonly limit?: number | undefined;
}

/** Finds accounts for an operator. */
@Injectable()
export class AccountSearch {
  constructor(
    private readonly users: Users,
    private readonly directory: UserDirectory,
  ) {}

  search({ by, prefix, after, limit = USUAL }: AccountSearchRequest): Promise<UserPage> {
    const text = trimmedName(prefix);
    // Ids are written in one way.
    const key = by === 'id' ? text.toLowerCase() : folded(text);
    return this.directory.search({ by, prefix: key, after, limit: Math.min(limit, MOST) });
  }

  /** @throws AuthError NOT_FOUND */
  async byId(id: string): Promise<User> {
    const user = await this.users.findById(id);
    if (user === null) throw AuthError.of('NOT_FOUND');
    return user;
  }

  /** @param username in any of its spellings; null when no account has it */
  async byName(username: string): Promise<User | null> {
    const name = canonicalName(username);
    return name === null ? null : this.users.findByName(name);
  }
}
