import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createPortableTable } from './portable-table.js';

export class CreateSigningKeys1760000000160 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createPortableTable(runner, {
      name: 'signing_keys',
      columns: [
        { name: 'number', type: 'int', isPrimary: true },
        { name: 'kid', type: 'varchar', length: '64' },
        { name: 'private_key', type: 'text' },
        { name: 'published_at', type: 'bigint' },
        { name: 'signs_from', type: 'bigint' },
        { name: 'revoked_at', type: 'bigint', isNullable: true },
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('signing_keys', true);
  }
}
