import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createPortableTable } from './portable-table.js';

export class CreateRefreshTokens1760000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createPortableTable(runner, {
      name: 'refresh_tokens',
      columns: [
        { name: 'id', type: 'varchar', length: '36', isPrimary: true },
        { name: 'user_id', type: 'varchar', length: '36' },
        { name: 'contract', type: 'varchar', length: '32' },
        { name: 'generation', type: 'int' },
        { name: 'created_at', type: 'bigint' },
        { name: 'rotated_at', type: 'bigint' },
        { name: 'expires_at', type: 'bigint' },
        { name: 'absolute_expires_at', type: 'bigint' },
        { name: 'revoked_at', type: 'bigint', isNullable: true },
        { name: 'revoked_reason', type: 'varchar', length: '32', isNullable: true },
        { name: 'issued_address', type: 'varchar', length: '64' },
        { name: 'issued_user_agent', type: 'varchar', length: '256', isNullable: true },
        { name: 'last_address', type: 'varchar', length: '64' },
        { name: 'last_user_agent', type: 'varchar', length: '256', isNullable: true },
      ],
      indices: ['user_id', 'expires_at', 'revoked_at'].map((column) => ({
        name: `refresh_tokens_${column}`,
        columnNames: [column],
      })),
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('refresh_tokens', true);
  }
}
