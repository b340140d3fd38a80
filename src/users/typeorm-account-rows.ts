import { Injectable } from '@nestjs/common';
import { DatabaseSession } from '../database/database-session.js';
import { violatedIndex } from '../database/failure.js';
import { Table } from '../database/table.js';
import { keysOf } from './account-keys.js';
import { type AccountRow, AccountRows } from './account-rows.js';
import type { CanonicalName } from './canonical-name.js';
import { RetiredNames } from './retired-names.js';
import { ADMINISTRATOR } from './roles.js';
import { listAdministrator } from './typeorm-administrators.js';
import { TypeOrmRetiredNames } from './typeorm-retired-names.js';
import { UserEntity } from './user.entity.js';

const users = new Table(UserEntity, ['usernameKey', 'emailKey']);

/** Less than every id. */
const BEFORE_ALL = '';

@Injectable()
export class TypeOrmAccountRows extends AccountRows {
  private readonly retiredNames: TypeOrmRetiredNames;

  constructor(
    private readonly session: DatabaseSession,
    names: RetiredNames,
  ) {
    super();
    this.retiredNames = new TypeOrmRetiredNames(session, names);
  }

  async addAll(rows: readonly AccountRow[]): Promise<boolean> {
    const stored = rows.map((row) => {
      const keys = keysOf(row);
      return { ...row, usernameKey: keys.username, emailKey: keys.email };
    });
    try {
      for (const { id, roles } of rows) {
        if (roles.includes(ADMINISTRATOR)) await listAdministrator(this.session, id);
      }
      await this.session.execute(...users.insert(stored));
      return true;
    } catch (error) {
      if (violatedIndex(error) !== null) return false;
      throw error;
    }
  }

  async retired(rows: readonly AccountRow[]): Promise<ReadonlySet<CanonicalName>> {
    return this.retiredNames.ofThese(rows.map((row) => keysOf(row).username));
  }

  /** One statement for each index: a condition with OR over all three would use none. */
  async clashing(rows: readonly AccountRow[]): Promise<readonly AccountRow[]> {
    const keys = rows.map(keysOf);
    const emails = keys.flatMap(({ email }) => (email === null ? [] : [email]));
    const found = [
      ...(await this.having(
        'id',
        rows.map(({ id }) => id),
      )),
      ...(await this.having(
        'username_key',
        keys.map(({ username }) => username),
      )),
      ...(await this.having('email_key', emails)),
    ];
    return [...new Map(found.map((row) => [row.id, row])).values()];
  }

  async after(id: string | null, limit: number): Promise<readonly AccountRow[]> {
    const sql = `SELECT ${users.columns} FROM users WHERE id > ? ORDER BY id LIMIT ?`;
    const rows = await this.session.select<AccountRow>(sql, [id ?? BEFORE_ALL, limit]);
    return rows.map((row) => users.read(row));
  }

  private async having(
    column: 'id' | 'username_key' | 'email_key',
    values: readonly string[],
  ): Promise<readonly AccountRow[]> {
    if (values.length === 0) return [];
    const places = values.map(() => '?').join(', ');
    const sql = `SELECT ${users.columns} FROM users WHERE ${column} IN (${places})`;
    const rows = await this.session.select<AccountRow>(sql, values);
    return rows.map((row) => users.read(row));
  }
}
