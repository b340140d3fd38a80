import { Table } from '../database/table.js';
import { RefreshTokenEntity } from './refresh-token.entity.js';
import { Injectable } from '@nestjs/common';
import { DatabaseSession, type Parameter } from '../database/database-session.js';
import {
  type Session,
  boundedUse,
  type Effort,
  type ListedSession,
  type Opening,
  type Rotation,
  type SessionPage,
  TokenStore,
} from './token-store.js';

/** Sorts behind every id. */
const AFTER_ALL = 'z';
/** Rows of one statement. */
const MOST_SESSIONS = 10_000;

/** Where a session was opened from is kept for its owner, and read by no request. */
const sessions = new Table(RefreshTokenEntity, ['issuedAddress', 'issuedUserAgent']);

/** The database decides every race: each change is one statement with its condition in it. */
@Injectable()
export class TypeOrmTokenStore extends TokenStore {
  constructor(private readonly session: DatabaseSession) {
    super();
  }

  async open({ now, use, ...opening }: Opening): Promise<void> {
    const { address, userAgent } = boundedUse(use);
    const session = {
      ...opening,
      generation: 0,
      createdAt: now,
      rotatedAt: now,
      revokedAt: null,
      revokedReason: null,
      issuedAddress: address,
      issuedUserAgent: userAgent,
      lastAddress: address,
      lastUserAgent: userAgent,
      lastDevice: null,
    };
    await this.session.execute(...sessions.insert([session]));
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
    const sql = `SELECT ${sessions.columns} FROM refresh_tokens WHERE id = ?`;
    const [row] = await this.session.select<Session>(sql, [id]);
    return row === undefined ? null : sessions.read(row);
  }

  async openSessionsOf(userId: string): Promise<readonly string[]> {
    const rows = await this.session.select<{ readonly id: string }>(
      `SELECT id FROM refresh_tokens WHERE user_id = ? AND revoked_at IS NULL
       LIMIT ${MOST_SESSIONS}`,
      [userId],
    );
    return rows.map(({ id }) => id);
  }

  /** The index alone tells how many have not expired; of a sample, how many of those have ended. */
  async estimateOpen(now: number, { sample, most }: Effort): Promise<number> {
    const unexpired = await this.count(
      'SELECT expires_at FROM refresh_tokens WHERE expires_at > ? LIMIT ?',
      [now, most],
    );
    const open = await this.count(
      `SELECT revoked_at FROM (
         SELECT revoked_at FROM refresh_tokens WHERE expires_at > ? ORDER BY expires_at LIMIT ?
       ) AS sample WHERE revoked_at IS NULL`,
      [now, sample],
    );
    return Math.round(open * Math.max(1, unexpired / sample));
  }

  async list({ userId, now, before, limit }: SessionPage): Promise<readonly ListedSession[]> {
    const rows = await this.session.select<ListedSession>(
      `SELECT id, contract, created_at AS createdAt, rotated_at AS rotatedAt,
         expires_at AS expiresAt, issued_address AS issuedAddress, last_address AS lastAddress,
         last_user_agent AS lastUserAgent
       FROM refresh_tokens
       WHERE user_id = ? AND revoked_at IS NULL AND expires_at > ? AND id < ?
       ORDER BY id DESC LIMIT ?`,
      [userId, now, before ?? AFTER_ALL, limit],
    );
    return rows.map((row) => sessions.read(row));
  }

  async forgetPlacesOf(userId: string): Promise<void> {
    await this.session.execute(
      `UPDATE refresh_tokens SET issued_address = '', issued_user_agent = NULL,
         last_address = '', last_user_agent = NULL, last_device = NULL
       WHERE user_id = ?`,
      [userId],
    );
  }

  private async count(rows: string, parameters: readonly Parameter[]): Promise<number> {
    const [row] = await this.session.select<{ readonly n: number | string }>(
      `SELECT COUNT(*) AS n FROM (${rows}) AS counted`,
      parameters,
    );
    return Number(row?.n ?? 0);
  }
}
