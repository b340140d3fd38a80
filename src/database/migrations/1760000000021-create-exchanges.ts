import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createPortableTable } from './portable-table.js';

export class CreateExchanges1760000000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createPortableTable(runner, {
      name: 'code_claims',
      columns: [
        { name: 'code_digest', type: 'varchar', length: '43', isPrimary: true },
        { name: 'claimed_at', type: 'bigint' },
      ],
      indices: [{ name: 'code_claims_claimed_at', columnNames: ['claimed_at'] }],
    });
    await createPortableTable(runner, {
      name: 'authorization_starts',
      columns: [
        { name: 'state_digest', type: 'varchar', length: '43', isPrimary: true },
        { name: 'provider', type: 'varchar', length: '32' },
        { name: 'redirect_uri', type: 'varchar', length: '2048' },
        { name: 'browser_digest', type: 'varchar', length: '43' },
        { name: 'from_browser', type: 'int' },
        { name: 'expires_at', type: 'bigint' },
      ],
      indices: [{ name: 'authorization_starts_expires_at', columnNames: ['expires_at'] }],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('authorization_starts', true);
    await runner.dropTable('code_claims', true);
  }
}
