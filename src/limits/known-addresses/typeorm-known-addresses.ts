import { Injectable } from '@nestjs/common';
import { DatabaseSession } from '../../database/database-session.js';
import type { Network } from '../networks.js';
import { type KnownAddress, KnownAddresses, REMEMBERED } from './known-addresses.js';

const DAY = 86_400_000;
/** An address that is in daily use is written once a day. */
const FRESH = DAY;
const KEPT = 20;
/** How many addresses are remembered to be fresh. */
const ROOM = 10_000;

interface Row {
  readonly seen_at: number | string;
}

const keyOf = (userId: string, network: Network): string => `${userId} ${network}`;

@Injectable()
export class TypeOrmKnownAddresses extends KnownAddresses {
  /** When each was written, as it was last read: a login need not ask again whether to write. */
  private readonly fresh = new Map<string, number>();

  constructor(private readonly session: DatabaseSession) {
    super();
  }

  async includes(userId: string, network: Network, now: number): Promise<boolean> {
    const seenAt = await this.seenAt(userId, network);
    return seenAt !== null && seenAt > now - REMEMBERED;
  }

  async remember(userId: string, network: Network, now: number): Promise<void> {
    const read = this.fresh.get(keyOf(userId, network));
    const seenAt = read ?? (await this.seenAt(userId, network));
    if (seenAt !== null && seenAt > now - FRESH) return;
    if (seenAt === null) await this.add(userId, network, now);
    else await this.renew(userId, network, now);
    this.note(userId, network, now);
  }

  async ofUser(userId: string): Promise<readonly KnownAddress[]> {
    const rows = await this.session.select<Row & { readonly network: string }>(
      'SELECT network, seen_at FROM known_addresses WHERE user_id = ? ORDER BY seen_at DESC',
      [userId],
    );
    return rows.map((row) => ({ network: row.network, seenAt: Number(row.seen_at) }));
  }

  async forgetAllOf(userId: string): Promise<void> {
    await this.session.execute('DELETE FROM known_addresses WHERE user_id = ?', [userId]);
  }

  private async seenAt(userId: string, network: Network): Promise<number | null> {
    const [row] = await this.session.select<Row>(
      'SELECT seen_at FROM known_addresses WHERE user_id = ? AND network = ?',
      [userId, network],
    );
    const seenAt = row === undefined ? null : Number(row.seen_at);
    this.note(userId, network, seenAt);
    return seenAt;
  }

  private note(userId: string, network: Network, seenAt: number | null): void {
    const key = keyOf(userId, network);
    this.fresh.delete(key);
    if (seenAt === null) return;
    this.fresh.set(key, seenAt);
    const [oldest] = this.fresh.keys();
    if (this.fresh.size > ROOM && oldest !== undefined) this.fresh.delete(oldest);
  }

  private async renew(userId: string, network: Network, now: number): Promise<void> {
    await this.session.execute(
      'UPDATE known_addresses SET seen_at = ? WHERE user_id = ? AND network = ?',
      [now, userId, network],
    );
  }

  private async add(userId: string, network: Network, now: number): Promise<void> {
    try {
      await this.session.execute(
        'INSERT INTO known_addresses (user_id, network, seen_at) VALUES (?, ?, ?)',
        [userId, network, now],
      );
    } catch (error) {
      // Two first logins at once: either of them may write it down.
      if ((await this.seenAt(userId, network)) === null) throw error;
    }
    await this.forgetSurplus(userId);
  }

  private async forgetSurplus(userId: string): Promise<void> {
    const [surplus] = await this.session.select<Row>(
      'SELECT seen_at FROM known_addresses WHERE user_id = ? ORDER BY seen_at DESC LIMIT 1 OFFSET ?',
      [userId, KEPT],
    );
    if (surplus === undefined) return;
    await this.session.execute('DELETE FROM known_addresses WHERE user_id = ? AND seen_at <= ?', [
      userId,
      Number(surplus.seen_at),
    ]);
  }
}
