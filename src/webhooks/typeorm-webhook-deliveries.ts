import { Injectable } from '@nestjs/common';
import { DatabaseSession } from '../database/database-session.js';
import type { Parameter } from '../database/database-session.js';
import { Table } from '../database/table.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { WebhookDeliveryEntity } from './webhook-delivery.entity.js';
import {
  type Addressed,
  type Claim,
  type QueueDepth,
  type Settlement,
  type WebhookDelivery,
  WebhookDeliveries,
} from './webhook-deliveries.js';
import { waitingRow } from './waiting-row.js';
import type { WebhookMessage } from './webhook-message.js';
import { marks, slices } from '../database/many-rows.js';

const deliveries = new Table(WebhookDeliveryEntity);

/** Rows that one statement writes at most, and that are counted; beyond that it is that many. */
const AT_ONCE = 500;
const MOST_COUNTED = 1_000_000;

const ONE = 'endpoint_id = ? AND message_id = ?';

const keyOf = (endpointId: string, messageId: string): string => `${endpointId} ${messageId}`;

@Injectable()
export class TypeOrmWebhookDeliveries extends WebhookDeliveries {
  constructor(
    private readonly session: DatabaseSession,
    private readonly unitOfWork: UnitOfWork,
  ) {
    super();
  }

  async add(addressed: readonly Addressed[], now: number): Promise<void> {
    for (const some of slices(addressed, AT_ONCE)) {
      const known = await this.known(some);
      const rows = some.filter((each) => !known.has(keyOf(each.endpointId, each.message.id)));
      if (rows.length === 0) continue;
      await this.session.execute(...deliveries.insert(rows.map((row) => waitingRow(row, now))));
    }
  }

  async again(endpointId: string, messages: readonly WebhookMessage[], now: number): Promise<void> {
    for (const some of slices(messages, AT_ONCE)) {
      await this.unitOfWork.run(async () => {
        await this.restart(endpointId, some, now);
        const addressed = some.map((message) => ({ endpointId, message }));
        await this.add(addressed, now);
      });
    }
  }

  async claim(endpointId: string, limit: number, by: Claim): Promise<readonly WebhookDelivery[]> {
    const rows = await this.session.select<WebhookDelivery>(
      `SELECT ${deliveries.columns} FROM webhook_deliveries
       WHERE endpoint_id = ? AND due_at <= ? ORDER BY due_at LIMIT ?`,
      [endpointId, by.now, limit],
    );
    const claimed: WebhookDelivery[] = [];
    for (const row of rows.map((each) => deliveries.read(each))) {
      if (await this.take(row, by)) claimed.push({ ...row, ...takenBy(row, by) });
    }
    return claimed;
  }

  async settle(claimed: WebhookDelivery, settlement: Settlement): Promise<boolean> {
    const [set, values] = deliveries.assignments({ ...settlement, holder: '' });
    return this.update(claimed, set, values);
  }

  async release(claimed: WebhookDelivery, dueAt: number): Promise<void> {
    const [set, values] = deliveries.assignments({
      dueAt,
      holder: '',
      attempts: claimed.attempts - 1,
    });
    await this.update(claimed, set, values);
  }

  async drop(endpointId: string): Promise<number> {
    const rows = await this.session.select<{ readonly id: string }>(
      `SELECT message_id AS id FROM webhook_deliveries
       WHERE endpoint_id = ? AND due_at > 0 LIMIT ?`,
      [endpointId, AT_ONCE],
    );
    if (rows.length === 0) return 0;
    return this.session.execute(
      `UPDATE webhook_deliveries SET state = 'dropped', due_at = NULL, holder = ''
       WHERE endpoint_id = ? AND due_at > 0 AND message_id IN (${marks(rows)})`,
      [endpointId, ...rows.map(({ id }) => id)],
    );
  }

  async remove(endpointId: string): Promise<void> {
    for (;;) {
      const rows = await this.session.select<{ readonly id: string }>(
        'SELECT message_id AS id FROM webhook_deliveries WHERE endpoint_id = ? LIMIT ?',
        [endpointId, AT_ONCE],
      );
      if (rows.length === 0) return;
      await this.session.execute(
        `DELETE FROM webhook_deliveries WHERE endpoint_id = ? AND message_id IN (${marks(rows)})`,
        [endpointId, ...rows.map(({ id }) => id)],
      );
    }
  }

  async rewrite(
    endpointIds: readonly string[],
    messageIds: readonly string[],
    anew: (body: string) => string,
  ): Promise<void> {
    const sql = `UPDATE webhook_deliveries SET body = ? WHERE ${ONE}`;
    for (const { endpointId, messageId, body } of await this.kept(endpointIds, messageIds)) {
      await this.session.execute(sql, [anew(body), endpointId, messageId]);
    }
  }

  async newest(endpointId: string, limit: number): Promise<readonly WebhookDelivery[]> {
    const rows = await this.session.select<WebhookDelivery>(
      `SELECT ${deliveries.columns} FROM webhook_deliveries
       WHERE endpoint_id = ? ORDER BY message_id DESC LIMIT ?`,
      [endpointId, limit],
    );
    return rows.map((row) => deliveries.read(row));
  }

  async depth(): Promise<QueueDepth> {
    const [row] = await this.session.select<{ waiting: Parameter; oldest: Parameter }>(
      `SELECT COUNT(*) AS waiting, MIN(started_at) AS oldest FROM
       (SELECT started_at FROM webhook_deliveries WHERE due_at > 0 LIMIT ?) AS some`,
      [MOST_COUNTED],
    );
    const oldest = row?.oldest ?? null;
    return { waiting: Number(row?.waiting ?? 0), oldest: oldest === null ? null : Number(oldest) };
  }

  private async take(row: WebhookDelivery, by: Claim): Promise<boolean> {
    const [set, values] = deliveries.assignments(takenBy(row, by));
    const taken = await this.session.execute(
      `UPDATE webhook_deliveries SET ${set} WHERE ${ONE} AND due_at = ? AND attempts = ?`,
      [...values, row.endpointId, row.messageId, row.dueAt, row.attempts],
    );
    return taken === 1;
  }

  private async update(
    { endpointId, messageId, holder, attempts }: WebhookDelivery,
    set: string,
    values: readonly Parameter[],
  ): Promise<boolean> {
    const sql = `UPDATE webhook_deliveries SET ${set} WHERE ${ONE} AND holder = ? AND attempts = ?`;
    const all = [...values, endpointId, messageId, holder, attempts];
    return (await this.session.execute(sql, all)) === 1;
  }

  private async restart(
    endpointId: string,
    messages: readonly WebhookMessage[],
    now: number,
  ): Promise<void> {
    await this.session.execute(
      `UPDATE webhook_deliveries
       SET state = 'waiting', started_at = ?, due_at = ?, attempts = 0, holder = ''
       WHERE endpoint_id = ? AND due_at IS NULL AND message_id IN (${marks(messages)})`,
      [now, now, endpointId, ...messages.map(({ id }) => id)],
    );
  }

  private async known(addressed: readonly Addressed[]): Promise<ReadonlySet<string>> {
    const endpoints = [...new Set(addressed.map(({ endpointId }) => endpointId))];
    const messages = [...new Set(addressed.map(({ message }) => message.id))];
    const rows = await this.kept(endpoints, messages);
    return new Set(rows.map(({ endpointId, messageId }) => keyOf(endpointId, messageId)));
  }

  private async kept(
    endpoints: readonly string[],
    messages: readonly string[],
  ): Promise<readonly Pick<WebhookDelivery, 'endpointId' | 'messageId' | 'body'>[]> {
    if (endpoints.length === 0 || messages.length === 0) return [];
    return this.session.select(
      `SELECT endpoint_id AS endpointId, message_id AS messageId, body FROM webhook_deliveries
       WHERE endpoint_id IN (${marks(endpoints)}) AND message_id IN (${marks(messages)})`,
      [...endpoints, ...messages],
    );
  }
}

const takenBy = ({ attempts }: WebhookDelivery, { holder, now, until }: Claim) => ({
  dueAt: until,
  holder,
  attempts: attempts + 1,
  attemptedAt: now,
});
