import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createPortableTable } from './portable-table.js';

export class CreateUsers1760000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createPortableTable(runner, {
      name: 'users',
      columns: [
        { name: 'id', type: 'varchar', length: '36', isPrimary: true },
        { name: 'username', type: 'varchar', length: '128' },
        { name: 'username_key', type: 'varchar', length: '128' },
        { name: 'email', type: 'varchar', length: '254', isNullable: true },
        { name: 'email_key', type: 'varchar', length: '254', isNullable: true },
        { name: 'display_name', type: 'varchar', length: '128' },
        { name: 'password_hash', type: 'varchar', length: '255', isNullable: true },
        { name: 'roles', type: 'text' },
        { name: 'created_at', type: 'bigint' },
        { name: 'disabled_at', type: 'bigint', isNullable: true },
        { name: 'email_verified_at', type: 'bigint', isNullable: true },
      ],
      indices: [
        { name: 'users_username_key', columnNames: ['username_key'], isUnique: true },
        { name: 'users_email_key', columnNames: ['email_key'], isUnique: true },
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('users', true);
  }
}
