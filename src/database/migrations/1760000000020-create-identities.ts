import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createPortableTable } from './portable-table.js';

export class CreateIdentities1760000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createPortableTable(runner, {
      name: 'identities',
      columns: [
        { name: 'id', type: 'varchar', length: '36', isPrimary: true },
        { name: 'user_id', type: 'varchar', length: '36' },
        { name: 'provider', type: 'varchar', length: '32' },
        { name: 'issuer', type: 'varchar', length: '255' },
        { name: 'subject', type: 'varchar', length: '255' },
        { name: 'email', type: 'varchar', length: '254', isNullable: true },
        { name: 'created_at', type: 'bigint' },
        { name: 'last_used_at', type: 'bigint' },
      ],
      indices: [
        {
          name: 'identities_issuer_subject',
          columnNames: ['issuer', 'subject'],
          isUnique: true,
        },
        { name: 'identities_user_id', columnNames: ['user_id'] },
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('identities', true);
  }
}
