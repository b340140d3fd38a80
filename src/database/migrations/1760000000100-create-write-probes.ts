import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createPortableTable } from './portable-table.js';

export class CreateWriteProbes1760000000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createPortableTable(runner, {
      name: 'write_probes',
      columns: [
        { name: 'id', type: 'varchar', length: '36', isPrimary: true },
        { name: 'written_at', type: 'bigint' },
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('write_probes', true);
  }
}
