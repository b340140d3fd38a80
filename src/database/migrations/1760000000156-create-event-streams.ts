import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createPortableTable } from './portable-table.js';

export class CreateEventStreams1760000000156 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createPortableTable(runner, {
      name: 'event_streams',
      columns: [
        { name: 'client_id', type: 'varchar', length: '36', isPrimary: true },
        { name: 'places', type: 'text' },
        { name: 'acknowledged', type: 'text' },
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('event_streams', true);
  }
}
