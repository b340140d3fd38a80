import type { RevocationReason, Session } from './session.js';

/** A row of `refresh_tokens` as the drivers hand it over, less where the session was opened from. */
export interface SessionRow {
  readonly id: string;
  readonly user_id: string;
  readonly contract: string;
  readonly generation: number;
  readonly created_at: number;
  readonly rotated_at: number;
  readonly expires_at: number;
  readonly absolute_expires_at: number;
  readonly revoked_at: number | null;
  readonly revoked_reason: RevocationReason | null;
  readonly last_address: string;
  readonly last_user_agent: string | null;
  readonly last_device: string | null;
}

export const SESSION_COLUMNS = `id, user_id, contract, generation, created_at, rotated_at,
  expires_at, absolute_expires_at, revoked_at, revoked_reason,
  last_address, last_user_agent, last_device`;

export const sessionOf = (row: SessionRow): Session => ({
  id: row.id,
  userId: row.user_id,
  contract: row.contract,
  generation: row.generation,
  createdAt: row.created_at,
  rotatedAt: row.rotated_at,
  expiresAt: row.expires_at,
  absoluteExpiresAt: row.absolute_expires_at,
  revokedAt: row.revoked_at,
  revokedReason: row.revoked_reason,
  lastUse: {
    address: row.last_address,
    userAgent: row.last_user_agent,
    device: row.last_device,
  },
});
