import { Injectable } from '@nestjs/common';
import { DatabaseSession } from '../database/database-session.js';
import { boundedUse } from './bounded-use.js';
import type { RevocationReason, Session } from './session.js';
import { SESSION_COLUMNS, sessionOf, type SessionRow } from './session-row.js';
import { type Opening, type Revocation, type Rotation, TokenStore } from './token-store.js';

const placeholders = (values: readonly unknown[]): string => values.map(() => '?').join(', ');

/** The database decides every race: each change is one statement with its condition in it. */
@Injectable()
export class TypeOrmTokenStore extends TokenStore {
  constructor(private readonly session: DatabaseSession) {
    super();
  }

  async open({
    id,
    userId,
    contract,
    now,
    expiresAt,
    absoluteExpiresAt,
    use,
  }: Opening): Promise<void> {
    const { address, userAgent } = boundedUse(use);
    await this.session.execute(
      `INSERT INTO refresh_tokens (id, user_id, contract, generation, created_at, rotated_at,
         expires_at, absolute_expires_at, issued_address, issued_user_agent,
         last_address, last_user_agent)
       VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        id,
        userId,
        contract,
        now,
        now,
        expiresAt,
        absoluteExpiresAt,
        address,
        userAgent,
        address,
        userAgent,
      ],
    );
  }

  async rotate({ id, generation, now, expiresAt, use }: Rotation): Promise<boolean> {
    const { address, userAgent } = boundedUse(use);
    const moved = await this.session.execute(
      `UPDATE refresh_tokens SET generation = generation + 1, rotated_at = ?, expires_at = ?,
         last_address = ?, last_user_agent = ?, last_device = ?
       WHERE id = ? AND generation = ? AND revoked_at IS NULL AND expires_at > ?`,
      [now, expiresAt, address, userAgent, use.device, id, generation, now],
    );
    return moved === 1;
  }

  async find(id: string): Promise<Session | null> {
    const sql = `SELECT ${SESSION_COLUMNS} FROM refresh_tokens WHERE id = ?`;
    const [row] = await this.session.select<SessionRow>(sql, [id]);
    return row === undefined ? null : sessionOf(row);
  }

  async revoke(id: string, reason: RevocationReason, now: number): Promise<boolean> {
    return this.end(id, reason, await this.stamp(now));
  }

  async revokeAllOf(
    userId: string,
    reason: RevocationReason,
    now: number,
  ): Promise<readonly string[]> {
    const open = await this.session.select<{ readonly id: string }>(
      'SELECT id FROM refresh_tokens WHERE user_id = ? AND revoked_at IS NULL',
      [userId],
    );
    const stamp = await this.stamp(now);
    const ended: string[] = [];
    for (const { id } of open) if (await this.end(id, reason, stamp)) ended.push(id);
    return ended;
  }

  async latestRevocation(): Promise<number | null> {
    const [row] = await this.session.select<{ readonly latest: number | string | null }>(
      'SELECT MAX(revoked_at) AS latest FROM refresh_tokens',
      [],
    );
    return row === undefined || row.latest === null ? null : Number(row.latest);
  }

  async revokedSince(moment: number): Promise<readonly Revocation[]> {
    const rows = await this.session.select<Pick<SessionRow, 'id' | 'revoked_at'>>(
      'SELECT id, revoked_at FROM refresh_tokens WHERE revoked_at >= ?',
      [moment],
    );
    return rows.map((row) => ({ sessionId: row.id, revokedAt: row.revoked_at ?? moment }));
  }

  /** Two statements: DELETE with LIMIT is MySQL's alone. */
  async sweep(moment: number, limit: number): Promise<number> {
    const expired = await this.session.select<{ readonly id: string }>(
      'SELECT id FROM refresh_tokens WHERE expires_at < ? ORDER BY expires_at LIMIT ?',
      [moment, limit],
    );
    if (expired.length === 0) return 0;
    const ids = expired.map(({ id }) => id);
    return this.session.execute(
      `DELETE FROM refresh_tokens WHERE id IN (${placeholders(ids)}) AND expires_at < ?`,
      [...ids, moment],
    );
  }

  /** Never before another one: who reads by stamps would miss those of an instance with a slow clock. */
  private async stamp(now: number): Promise<number> {
    return Math.max(now, (await this.latestRevocation()) ?? now);
  }

  private async end(id: string, reason: RevocationReason, stamp: number): Promise<boolean> {
    const ended = await this.session.execute(
      `UPDATE refresh_tokens SET revoked_at = ?, revoked_reason = ?
       WHERE id = ? AND revoked_at IS NULL`,
      [stamp, reason, id],
    );
    return ended === 1;
  }
}
