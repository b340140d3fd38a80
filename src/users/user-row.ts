import type { User } from './user.js';

/** A row of `users` as the drivers hand it over. */
export interface UserRow {
  readonly id: string;
  readonly username: string;
  readonly email: string | null;
  readonly display_name: string;
  readonly password_hash: string | null;
  readonly roles: string;
  readonly created_at: number;
  readonly disabled_at: number | null;
  readonly email_verified_at: number | null;
}

export const USER_COLUMNS =
  'id, username, email, display_name, password_hash, roles, created_at, disabled_at, email_verified_at';

export const userOf = (row: UserRow): User => ({
  id: row.id,
  username: row.username,
  email: row.email,
  displayName: row.display_name,
  passwordHash: row.password_hash,
  roles: JSON.parse(row.roles) as readonly string[],
  createdAt: row.created_at,
  disabledAt: row.disabled_at,
  emailVerifiedAt: row.email_verified_at,
});

/** In the order of `USER_COLUMNS`. */
export const columnsOf = (user: User): readonly (string | number | null)[] => [
  user.id,
  user.username,
  user.email,
  user.displayName,
  user.passwordHash,
  JSON.stringify(user.roles),
  user.createdAt,
  user.disabledAt,
  user.emailVerifiedAt,
];
