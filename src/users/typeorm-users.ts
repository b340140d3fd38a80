import { Injectable } from '@nestjs/common';
import { DatabaseSession } from '../database/database-session.js';
import { violatedIndex } from '../database/unique-violation.js';
import { canonicalEmail, canonicalName, type CanonicalName } from './canonical-name.js';
import type { User } from './user.js';
import { columnsOf, USER_COLUMNS, userOf, type UserRow } from './user-row.js';
import { type AddOutcome, Users } from './users.js';

const INSERT = `INSERT INTO users (${USER_COLUMNS}, username_key, email_key)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** The statement of each operation is the whole of it, and joins a unit of work that is running. */
@Injectable()
export class TypeOrmUsers extends Users {
  constructor(private readonly session: DatabaseSession) {
    super();
  }

  async findByName(name: CanonicalName): Promise<User | null> {
    return this.find('username_key', name);
  }

  async findByEmail(email: CanonicalName): Promise<User | null> {
    return this.find('email_key', email);
  }

  async findById(id: string): Promise<User | null> {
    return this.find('id', id);
  }

  async add(user: User): Promise<AddOutcome> {
    const keys = keysOf(user);
    try {
      await this.session.execute(INSERT, [...columnsOf(user), keys.username, keys.email]);
      return 'added';
    } catch (error) {
      const taken = outcomeOf(error);
      const both = taken === 'email-taken' && (await this.findByName(keys.username)) !== null;
      // Dialects differ in which of two taken keys they name.
      return both ? 'username-taken' : taken;
    }
  }

  async replacePasswordHash(id: string, previous: string, next: string): Promise<void> {
    await this.session.execute(
      'UPDATE users SET password_hash = ? WHERE id = ? AND password_hash = ?',
      [next, id, previous],
    );
  }

  async replaceRoles(id: string, roles: readonly string[]): Promise<void> {
    await this.session.execute('UPDATE users SET roles = ? WHERE id = ?', [
      JSON.stringify(roles),
      id,
    ]);
  }

  async markEmailVerified(id: string, verifiedAt: number): Promise<void> {
    await this.session.execute(
      'UPDATE users SET email_verified_at = ? WHERE id = ? AND email_verified_at IS NULL',
      [verifiedAt, id],
    );
  }

  async setDisabledAt(id: string, disabledAt: number | null): Promise<void> {
    await this.session.execute('UPDATE users SET disabled_at = ? WHERE id = ?', [disabledAt, id]);
  }

  private async find(
    column: 'id' | 'username_key' | 'email_key',
    value: string,
  ): Promise<User | null> {
    const sql = `SELECT ${USER_COLUMNS} FROM users WHERE ${column} = ?`;
    const [row] = await this.session.select<UserRow>(sql, [value]);
    return row === undefined ? null : userOf(row);
  }
}

interface Keys {
  readonly username: CanonicalName;
  readonly email: CanonicalName | null;
}

/** @throws TypeError for a name or an address that has no key. */
function keysOf(user: User): Keys {
  const username = canonicalName(user.username);
  const email = user.email === null ? null : canonicalEmail(user.email);
  if (username === null) throw new TypeError('The username has no canonical key');
  if (user.email !== null && email === null) throw new TypeError('The email has no canonical key');
  return { username, email };
}

function outcomeOf(error: unknown): AddOutcome {
  const index = violatedIndex(error);
  if (index === 'users_username_key') return 'username-taken';
  if (index === 'users_email_key') return 'email-taken';
  throw error;
}
