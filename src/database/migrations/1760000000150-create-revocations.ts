import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createPortableTable } from './portable-table.js';

/** What was polled by: a write for each logout, and nothing reads by it any more. */
const POLLED = 'refresh_tokens_revoked_at';

async function dropIndex(runner: QueryRunner): Promise<void> {
  const table = await runner.getTable('refresh_tokens');
  if (table?.indices.some(({ name }) => name === POLLED)) {
    await runner.dropIndex('refresh_tokens', POLLED);
  }
}

/** Sessions that ended before have no entry: their access tokens live an hour at most. */
export class CreateRevocations1760000000150 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createPortableTable(runner, {
      name: 'revocations',
      columns: [
        { name: 'chain', type: 'varchar', length: '22', isPrimary: true },
        { name: 'seq', type: 'int', isPrimary: true },
        { name: 'kind', type: 'varchar', length: '16' },
        { name: 'subject', type: 'varchar', length: '64' },
        { name: 'reason', type: 'varchar', length: '32' },
        { name: 'revoked_at', type: 'bigint' },
      ],
      indices: [{ name: 'revocations_revoked_at', columnNames: ['revoked_at'] }],
    });
    await createPortableTable(runner, {
      name: 'revocation_chains',
      columns: [
        { name: 'id', type: 'varchar', length: '22', isPrimary: true },
        { name: 'head', type: 'int' },
        { name: 'written_at', type: 'bigint' },
      ],
      indices: [{ name: 'revocation_chains_written_at', columnNames: ['written_at'] }],
    });
    await dropIndex(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX ${POLLED} ON refresh_tokens (revoked_at)`);
    await runner.dropTable('revocation_chains', true);
    await runner.dropTable('revocations', true);
  }
}
