import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createPortableTable } from './portable-table.js';

export class CreateKnownAddresses1760000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createPortableTable(runner, {
      name: 'known_addresses',
      columns: [
        { name: 'user_id', type: 'varchar', length: '36', isPrimary: true },
        { name: 'network', type: 'varchar', length: '64', isPrimary: true },
        { name: 'seen_at', type: 'bigint' },
      ],
      indices: [{ name: 'known_addresses_seen_at', columnNames: ['seen_at'] }],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('known_addresses', true);
  }
}
