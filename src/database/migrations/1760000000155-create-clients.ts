import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createPortableTable } from './portable-table.js';

/** Primary keys say what is unique: a name belongs to one client, which has two secrets at most. */
export class CreateClients1760000000155 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createPortableTable(runner, {
      name: 'clients',
      columns: [
        { name: 'id', type: 'varchar', length: '36', isPrimary: true },
        { name: 'name', type: 'varchar', length: '64' },
        { name: 'audiences', type: 'text' },
        { name: 'scopes', type: 'text' },
        { name: 'created_at', type: 'bigint' },
        { name: 'disabled_at', type: 'bigint', isNullable: true },
      ],
    });
    await createPortableTable(runner, {
      name: 'client_names',
      columns: [
        { name: 'name', type: 'varchar', length: '64', isPrimary: true },
        { name: 'client_id', type: 'varchar', length: '36' },
      ],
    });
    await createPortableTable(runner, {
      name: 'client_secrets',
      columns: [
        { name: 'client_id', type: 'varchar', length: '36', isPrimary: true },
        { name: 'slot', type: 'int', isPrimary: true },
        { name: 'id', type: 'varchar', length: '16' },
        { name: 'digest', type: 'varchar', length: '43' },
        { name: 'created_at', type: 'bigint' },
        { name: 'expires_at', type: 'bigint', isNullable: true },
        { name: 'last_used_at', type: 'bigint', isNullable: true },
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('client_secrets', true);
    await runner.dropTable('client_names', true);
    await runner.dropTable('clients', true);
  }
}
