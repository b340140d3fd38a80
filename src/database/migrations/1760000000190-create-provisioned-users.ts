import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createPortableTable } from './portable-table.js';

const TABLE = 'provisioned_users';

/** What services that provision accounts say of them. */
export class CreateProvisionedUsers1760000000190 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createPortableTable(runner, {
      name: TABLE,
      columns: [
        { name: 'client_id', type: 'varchar', length: '36', isPrimary: true },
        { name: 'user_id', type: 'varchar', length: '36', isPrimary: true },
        { name: 'external_id', type: 'varchar', length: '255', isNullable: true },
        { name: 'name', type: 'text' },
      ],
      indices: [
        {
          name: 'provisioned_users_client_id_external_id',
          columnNames: ['client_id', 'external_id'],
          isUnique: true,
        },
        { name: 'provisioned_users_user_id', columnNames: ['user_id'] },
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(TABLE, true);
  }
}
