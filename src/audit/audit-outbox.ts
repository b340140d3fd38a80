import { Injectable } from '@nestjs/common';
import { DatabaseSession } from '../database/database-session.js';
import { Table } from '../database/table.js';
import type { WaitingRoom } from './audit-chain.js';
import type { AuditRecord } from './audit-record.js';
import { type AuditRecordEntity, OutboxRecordEntity } from './audit-record.entity.js';
import { asStored, BatchSeals, EVENT_COLUMNS, type StoredEvent } from './batch-seal.js';

export const OUTBOX: WaitingRoom = { table: 'audit_outbox', where: '1 = 1' };

/** Rows of one page. */
export const PAGE = 500;

const outbox = new Table(OutboxRecordEntity);

/** An event as it waits. */
export type WaitingEvent = StoredEvent & { readonly mac: string };

/** A record of what the database holds, which is stored again as it is. */
export const asRecord = (event: StoredEvent): AuditRecord => ({
  id: event.id,
  at: Number(event.at),
  type: event.type as AuditRecordEntity['type'],
  userId: event.userId,
  sessionId: event.sessionId,
  details: JSON.parse(event.details) as AuditRecord['details'],
  requestId: event.requestId,
  address: event.address,
  userAgent: event.userAgent,
  name: event.name,
  salt: event.salt,
  digest: event.digest,
});

/** Events that are written with what they are about, all or nothing, and are in no chain yet. */
@Injectable()
export class AuditOutbox {
  constructor(
    private readonly session: DatabaseSession,
    private readonly seals: BatchSeals,
  ) {}

  /** One statement of the unit of work that it is called in. */
  async put(records: readonly AuditRecord[]): Promise<void> {
    const rows = records.map((record) => ({
      ...record,
      mac: this.seals.ofWaiting(asStored(record)),
    }));
    await this.session.execute(...outbox.insert(rows));
  }

  /** Which of these wait still. */
  async waiting(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const marks = ids.map(() => '?').join(', ');
    const sql = `SELECT id FROM ${OUTBOX.table} WHERE id IN (${marks})`;
    const rows = await this.session.select<{ readonly id: string }>(sql, ids);
    return new Set(rows.map(({ id }) => id));
  }

  /** What was put there before a moment: those that any process with the key has written, by their ids. */
  async leftBefore(moment: number, after: string): Promise<readonly WaitingEvent[]> {
    return this.session.select<WaitingEvent>(
      `SELECT ${EVENT_COLUMNS}, mac FROM ${OUTBOX.table} WHERE at < ? AND id > ? ORDER BY id LIMIT ?`,
      [moment, after, PAGE],
    );
  }

  /**
   * Those of them that no process has written, or that are in a chain already and were put back; by
   * their ids.
   */
  async forgedOf(page: readonly WaitingEvent[]): Promise<ReadonlySet<string>> {
    const bad = page.filter((event) => this.seals.checkWaiting(event, event.mac) === 'bad');
    const chained = await this.chained(page);
    return new Set([...bad.map(({ id }) => id), ...chained]);
  }

  private async chained(page: readonly WaitingEvent[]): Promise<readonly string[]> {
    if (page.length === 0) return [];
    const marks = page.map(() => '?').join(', ');
    const rows = await this.session.select<{ readonly id: string }>(
      `SELECT id FROM audit_events WHERE at IN (${marks}) AND id IN (${marks})`,
      [...page.map(({ at }) => at), ...page.map(({ id }) => id)],
    );
    if (rows.length === 0) return [];
    // Their own process may have moved them since they were read.
    const waiting = await this.waiting(rows.map(({ id }) => id));
    return rows.flatMap(({ id }) => (waiting.has(id) ? [id] : []));
  }
}
