import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createPortableTable } from './portable-table.js';

const FEED = 'webhook_feed';
const PLACES = 'webhook_places';
const DELIVERIES = 'webhook_deliveries';
const ENDPOINTS = 'webhook_endpoints';

/** Where events are sent, how far they were taken from the audit trail, and what is on its way. */
export class CreateWebhooks1760000000200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createPortableTable(runner, {
      name: ENDPOINTS,
      columns: [
        { name: 'id', type: 'varchar', length: '36', isPrimary: true },
        { name: 'url', type: 'varchar', length: '2048' },
        { name: 'description', type: 'varchar', length: '256' },
        { name: 'kinds', type: 'text' },
        { name: 'algorithm', type: 'varchar', length: '8' },
        { name: 'secret', type: 'text' },
        { name: 'previous_secret', type: 'text', isNullable: true },
        { name: 'previous_until', type: 'bigint' },
        { name: 'created_at', type: 'bigint' },
        { name: 'disabled_at', type: 'bigint', isNullable: true },
        { name: 'disabled_reason', type: 'varchar', length: '16', isNullable: true },
        { name: 'last_success_at', type: 'bigint', isNullable: true },
        { name: 'rests_until', type: 'bigint' },
      ],
    });
    await createPortableTable(runner, {
      name: DELIVERIES,
      columns: [
        { name: 'endpoint_id', type: 'varchar', length: '36', isPrimary: true },
        { name: 'message_id', type: 'varchar', length: '36', isPrimary: true },
        { name: 'type', type: 'varchar', length: '32' },
        { name: 'body', type: 'text' },
        { name: 'state', type: 'varchar', length: '16' },
        { name: 'started_at', type: 'bigint' },
        { name: 'due_at', type: 'bigint', isNullable: true },
        { name: 'holder', type: 'varchar', length: '22' },
        { name: 'attempts', type: 'int' },
        { name: 'attempted_at', type: 'bigint', isNullable: true },
        { name: 'status', type: 'int', isNullable: true },
        { name: 'cause', type: 'varchar', length: '32', isNullable: true },
        { name: 'answer', type: 'varchar', length: '256' },
      ],
      indices: [
        { name: 'webhook_deliveries_endpoint_id_due_at', columnNames: ['endpoint_id', 'due_at'] },
        { name: 'webhook_deliveries_due_at_started_at', columnNames: ['due_at', 'started_at'] },
        { name: 'webhook_deliveries_started_at', columnNames: ['started_at'] },
      ],
    });
    await createPortableTable(runner, {
      name: FEED,
      columns: [
        { name: 'name', type: 'varchar', length: '16', isPrimary: true },
        { name: 'begun_at', type: 'bigint' },
        { name: 'read_at', type: 'bigint' },
        { name: 'holder', type: 'varchar', length: '22' },
        { name: 'held_until', type: 'bigint' },
      ],
    });
    await runner.query(`DELETE FROM ${FEED}`);
    await runner.query(
      `INSERT INTO ${FEED} (name, begun_at, read_at, holder, held_until) VALUES ('audit', 0, 0, '', 0)`,
    );
    await createPortableTable(runner, {
      name: PLACES,
      columns: [
        { name: 'chain', type: 'varchar', length: '22', isPrimary: true },
        { name: 'seq', type: 'bigint' },
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [PLACES, FEED, DELIVERIES, ENDPOINTS]) await runner.dropTable(table, true);
  }
}
