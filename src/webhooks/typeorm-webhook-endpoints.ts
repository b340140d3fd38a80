import { Injectable } from '@nestjs/common';
import { DatabaseSession } from '../database/database-session.js';
import { Table } from '../database/table.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { type DisabledReason, WebhookEndpointEntity } from './webhook-endpoint.entity.js';
import { type WebhookEndpoint, WebhookEndpoints } from './webhook-endpoints.js';
import { FEED } from './webhook-feed.entity.js';

const endpoints = new Table(WebhookEndpointEntity);

/** Milliseconds between two notes of a success. */
const NOTED_EVERY = 60_000;

/** Milliseconds by which the clocks of two instances may differ. */
const MARGIN = 60_000;

@Injectable()
export class TypeOrmWebhookEndpoints extends WebhookEndpoints {
  constructor(
    private readonly session: DatabaseSession,
    private readonly unitOfWork: UnitOfWork,
  ) {
    super();
  }

  async list(): Promise<readonly WebhookEndpoint[]> {
    const rows = await this.session.select<WebhookEndpoint>(
      `SELECT ${endpoints.columns} FROM webhook_endpoints ORDER BY id`,
      [],
    );
    return rows.map((row) => endpoints.read(row));
  }

  async find(id: string): Promise<WebhookEndpoint | null> {
    const [row] = await this.session.select<WebhookEndpoint>(
      `SELECT ${endpoints.columns} FROM webhook_endpoints WHERE id = ?`,
      [id],
    );
    return row === undefined ? null : endpoints.read(row);
  }

  async add(endpoint: WebhookEndpoint): Promise<void> {
    const since = endpoint.createdAt - MARGIN;
    await this.unitOfWork.run(async () => {
      const others = await this.session.select('SELECT id FROM webhook_endpoints LIMIT 1', []);
      if (others.length === 0) {
        await this.session.execute(
          'UPDATE webhook_feed SET begun_at = ?, read_at = ? WHERE name = ?',
          [since, since, FEED],
        );
        await this.session.execute('DELETE FROM webhook_places', []);
      }
      await this.session.execute(...endpoints.insert([endpoint]));
    });
  }

  async putSecret(
    { id, secret }: WebhookEndpoint,
    sealed: string,
    previousUntil: number,
  ): Promise<boolean> {
    const changed = await this.session.execute(
      `UPDATE webhook_endpoints SET secret = ?, previous_secret = ?, previous_until = ?
       WHERE id = ? AND secret = ?`,
      [sealed, secret, previousUntil, id, secret],
    );
    return changed === 1;
  }

  async disable(id: string, reason: DisabledReason, at: number): Promise<boolean> {
    const changed = await this.session.execute(
      `UPDATE webhook_endpoints SET disabled_at = ?, disabled_reason = ?
       WHERE id = ? AND disabled_at IS NULL`,
      [at, reason, id],
    );
    return changed === 1;
  }

  async enable(id: string): Promise<boolean> {
    const changed = await this.session.execute(
      `UPDATE webhook_endpoints SET disabled_at = NULL, disabled_reason = NULL, rests_until = 0
       WHERE id = ? AND disabled_at IS NOT NULL`,
      [id],
    );
    return changed === 1;
  }

  async remove(id: string): Promise<boolean> {
    const sql = 'DELETE FROM webhook_endpoints WHERE id = ?';
    return (await this.session.execute(sql, [id])) === 1;
  }

  async noteSuccess(id: string, at: number): Promise<void> {
    await this.session.execute(
      `UPDATE webhook_endpoints SET last_success_at = ?
       WHERE id = ? AND (last_success_at IS NULL OR last_success_at < ?)`,
      [at, id, at - NOTED_EVERY],
    );
  }

  async rest(id: string, until: number): Promise<void> {
    await this.session.execute(
      'UPDATE webhook_endpoints SET rests_until = ? WHERE id = ? AND rests_until < ?',
      [until, id, until],
    );
  }
}
