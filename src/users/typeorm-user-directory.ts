import { Injectable } from '@nestjs/common';
import { DatabaseSession, type Parameter } from '../database/database-session.js';
import { Table } from '../database/table.js';
import { HIDDEN } from './typeorm-users.js';
import { UserEntity } from './user.entity.js';
import { type Searched, UserDirectory, type UserPage, type UserSearch } from './user-directory.js';
import type { User } from './users.js';

const users = new Table(UserEntity, HIDDEN);

/** Each has an index of its own, whose order is that of the pages. */
const COLUMNS: Readonly<Record<Searched, string>> = {
  username: 'username_key',
  email: 'email_key',
  id: 'id',
};

/** Behind everything that begins alike: the last code point, which no key holds. */
const LAST = '\u{10ffff}';

type Found = User & { readonly foundKey: string };

/**
 * A range of one index and no OFFSET: where a page begins costs nothing. What the index holds is
 * enough for the inner SELECT, so that no optimizer prefers to read and sort the whole table.
 */
export function searchStatement({
  by,
  prefix,
  after,
  limit,
}: UserSearch): readonly [sql: string, parameters: Parameter[]] {
  const column = COLUMNS[by];
  const page = `SELECT id AS foundId, ${column} AS foundKey FROM users
    WHERE ${column} >= ? AND ${column} > ? AND ${column} < ? ORDER BY ${column} LIMIT ?`;
  const sql = `SELECT ${users.columns}, foundKey FROM (${page}) AS page
    JOIN users ON users.id = foundId ORDER BY foundKey`;
  return [sql, [prefix, after ?? '', prefix + LAST, limit]];
}

/** The inner SELECT counts off by the primary key alone. */
const SLICE = `SELECT ${users.columns}
  FROM (SELECT id AS foundId FROM users ORDER BY id LIMIT ? OFFSET ?) AS page
  JOIN users ON users.id = foundId ORDER BY foundId`;

@Injectable()
export class TypeOrmUserDirectory extends UserDirectory {
  constructor(private readonly session: DatabaseSession) {
    super();
  }

  async search(search: UserSearch): Promise<UserPage> {
    const { limit } = search;
    const rows = await this.session.select<Found>(
      ...searchStatement({ ...search, limit: limit + 1 }),
    );
    const page = rows.slice(0, limit);
    const next = rows.length > limit ? (page.at(-1)?.foundKey ?? null) : null;
    return { users: page.map(userOf), next };
  }

  async count(): Promise<number> {
    const sql = 'SELECT COUNT(*) AS users FROM users';
    const [row] = await this.session.select<{ readonly users: number | string }>(sql, []);
    return Number(row?.users ?? 0);
  }

  async slice(offset: number, limit: number): Promise<readonly User[]> {
    const rows = await this.session.select<User>(SLICE, [limit, offset]);
    return rows.map((row) => users.read(row));
  }
}

function userOf(row: Found): User {
  const user = users.read(row);
  Reflect.deleteProperty(user, 'foundKey');
  return user;
}
