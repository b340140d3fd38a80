import type { Identity } from './identity.js';

/** A row of `identities` as the drivers hand it over. */
export interface IdentityRow {
  readonly id: string;
  readonly user_id: string;
  readonly provider: string;
  readonly issuer: string;
  readonly subject: string;
  readonly email: string | null;
  readonly created_at: number;
  readonly last_used_at: number;
}

export const IDENTITY_COLUMNS =
  'id, user_id, provider, issuer, subject, email, created_at, last_used_at';

export const identityOf = (row: IdentityRow): Identity => ({
  id: row.id,
  userId: row.user_id,
  provider: row.provider,
  issuer: row.issuer,
  subject: row.subject,
  email: row.email,
  createdAt: row.created_at,
  lastUsedAt: row.last_used_at,
});

/** In the order of `IDENTITY_COLUMNS`. */
export const columnsOf = (identity: Identity): readonly (string | number | null)[] => [
  identity.id,
  identity.userId,
  identity.provider,
  identity.issuer,
  identity.subject,
  identity.email,
  identity.createdAt,
  identity.lastUsedAt,
];
