import { Injectable } from '@nestjs/common';
import { ADMINISTRATOR, changedRoles, type RoleChange, sameRoles } from './roles.js';
import { RetiredNames } from './retired-names.js';
import { listAdministrator } from './typeorm-administrators.js';
import { TypeOrmRetiredNames } from './typeorm-retired-names.js';
import { Table } from '../database/table.js';
import { UserEntity } from './user.entity.js';
import { DatabaseSession } from '../database/database-session.js';
import { violatedIndex } from '../database/failure.js';
import { type AddOutcome, type ChangeOutcome, type User, type UserChange, Users } from './users.js';
import { type AccountKeys, keyOfEmail, keyOfName, keysOf } from './account-keys.js';
import type { CanonicalName } from './canonical-name.js';

/** What the keys and the password hash are is of no interest to those who ask for a user. */
export const HIDDEN = ['usernameKey', 'emailKey', 'passwordHash'] as const;

const users = new Table(UserEntity, HIDDEN);

/** How often roles are changed by others at the same time before that is given up. */
const ATTEMPTS = 10;

/** The statement of each operation is the whole of it, and joins a unit of work that is running. */
@Injectable()
export class TypeOrmUsers extends Users {
  private readonly retired: TypeOrmRetiredNames;

  constructor(
    private readonly session: DatabaseSession,
    names: RetiredNames,
  ) {
    super();
    this.retired = new TypeOrmRetiredNames(session, names);
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

  async isRetired(name: CanonicalName): Promise<boolean> {
    return this.retired.has(name);
  }

  async add(user: User): Promise<AddOutcome> {
    const keys = keysOf(user);
    try {
      if (!(await this.insertUnlessRetired(user, keys))) return 'username-taken';
      if (user.roles.includes(ADMINISTRATOR)) await listAdministrator(this.session, user.id);
      return 'added';
    } catch (error) {
      const taken = outcomeOf(error);
      const both = taken === 'email-taken' && (await this.findByName(keys.username)) !== null;
      // Dialects differ in which of two taken keys they name.
      return both ? 'username-taken' : taken;
    }
  }

  /** Compared and set, so that of two changes at once neither undoes the other. */
  async changeRoles(id: string, change: RoleChange): Promise<readonly string[]> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const stored = await this.storedRoles(id);
      if (stored === null) return [];
      const roles = JSON.parse(stored) as readonly string[];
      const next = changedRoles(roles, change);
      if (next.includes(ADMINISTRATOR)) await listAdministrator(this.session, id);
      if (sameRoles(roles, next) || (await this.replaceRoles(id, stored, next))) return next;
    }
    throw new Error(`The roles of ${id} were changed by others ${ATTEMPTS} times in a row`);
  }

  async change(id: string, version: number, change: UserChange): Promise<ChangeOutcome> {
    const { username, email, roles } = change;
    const usernameKey = username === undefined ? undefined : keyOfName(username);
    const emailKey = email === undefined ? undefined : keyOfEmail(email);
    const [assignments, values] = users.assignments({
      ...change,
      ...(usernameKey === undefined ? {} : { usernameKey }),
      ...(emailKey === undefined ? {} : { emailKey }),
    });
    const isFree = usernameKey === undefined ? null : this.retired.isFree(usernameKey);
    try {
      const changed = await this.session.execute(
        `UPDATE users SET ${assignments === '' ? '' : `${assignments}, `}version = version + 1
         WHERE id = ? AND version = ? ${isFree === null ? '' : `AND ${isFree.sql}`}`,
        [...values, id, version, ...(isFree?.parameters ?? [])],
      );
      if (changed !== 1) return await this.unchanged(usernameKey);
      if (roles?.includes(ADMINISTRATOR)) await listAdministrator(this.session, id);
      return 'changed';
    } catch (error) {
      return outcomeOf(error);
    }
  }

  async retireName(username: string, now: number): Promise<void> {
    await this.retired.add(keyOfName(username), now);
  }

  async retire({ id, username }: User, now: number): Promise<boolean> {
    await this.retireName(username, now);
    const sql = 'DELETE FROM users WHERE id = ? AND disabled_at IS NOT NULL';
    if ((await this.session.execute(sql, [id])) !== 1) return false;
    await this.session.execute('DELETE FROM administrators WHERE user_id = ?', [id]);
    return true;
  }

  async dueForDeletion(now: number, limit: number): Promise<readonly User[]> {
    const rows = await this.session.select<User>(
      `SELECT ${users.columns} FROM users WHERE deletion_at <= ? AND disabled_at IS NOT NULL
       ORDER BY deletion_at LIMIT ?`,
      [now, limit],
    );
    return rows.map((row) => users.read(row));
  }

  async markEmailVerified(id: string, verifiedAt: number): Promise<void> {
    await this.session.execute(
      `UPDATE users SET email_verified_at = ?, version = version + 1
       WHERE id = ? AND email_verified_at IS NULL`,
      [verifiedAt, id],
    );
  }

  async setDisabledAt(id: string, disabledAt: number | null): Promise<void> {
    await this.session.execute(
      'UPDATE users SET disabled_at = ?, version = version + 1 WHERE id = ?',
      [disabledAt, id],
    );
  }

  private async unchanged(username: CanonicalName | undefined): Promise<ChangeOutcome> {
    const isRetired = username !== undefined && (await this.retired.has(username));
    return isRetired ? 'username-taken' : 'stale';
  }

  private async insertUnlessRetired(user: User, keys: AccountKeys): Promise<boolean> {
    const row = { ...user, usernameKey: keys.username, emailKey: keys.email, passwordHash: null };
    const { sql: isFree, parameters } = this.retired.isFree(keys.username);
    const [sql, values] = users.insertWhere(row, isFree);
    return (await this.session.execute(sql, [...values, ...parameters])) === 1;
  }

  private async find(
    column: 'id' | 'username_key' | 'email_key',
    value: string,
  ): Promise<User | null> {
    const sql = `SELECT ${users.columns} FROM users WHERE ${column} = ?`;
    const [row] = await this.session.select<User>(sql, [value]);
    return row === undefined ? null : users.read(row);
  }

  private async replaceRoles(
    id: string,
    stored: string,
    next: readonly string[],
  ): Promise<boolean> {
    const replaced = await this.session.execute(
      'UPDATE users SET roles = ?, version = version + 1 WHERE id = ? AND roles = ?',
      [JSON.stringify(next), id, stored],
    );
    return replaced === 1;
  }

  private async storedRoles(id: string): Promise<string | null> {
    const sql = 'SELECT roles FROM users WHERE id = ?';
    const [row] = await this.session.select<{ readonly roles: string }>(sql, [id]);
    return row?.roles ?? null;
  }
}

/** @throws what is about neither of the two keys */
function outcomeOf(error: unknown): Exclude<AddOutcome, 'added'> {
  const index = violatedIndex(error);
  if (index === 'users_username_key') return 'username-taken';
  if (index === 'users_email_key') return 'email-taken';
  throw error;
}
