import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createPortableTable } from './portable-table.js';

export class CreateUnlinkedIdentities1760000000120 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createPortableTable(runner, {
      name: 'unlinked_identities',
      columns: [
        { name: 'digest', type: 'varchar', length: '43', isPrimary: true },
        { name: 'user_id', type: 'varchar', length: '36' },
        { name: 'unlinked_at', type: 'bigint' },
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('unlinked_identities', true);
  }
}
