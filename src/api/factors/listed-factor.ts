import type { TotpFactor } from '../../credentials/totp/totp-factors.js';

export interface ListedFactor {
  readonly id: string;
  readonly kind: 'totp';
  readonly name: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
}

export const listed = ({ id, name, createdAt, lastUsedAt }: TotpFactor): ListedFactor => ({
  id,
  kind: 'totp',
  name,
  createdAt: new Date(createdAt).toISOString(),
  lastUsedAt: lastUsedAt === null ? null : new Date(lastUsedAt).toISOString(),
});
