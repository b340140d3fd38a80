import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createPortableTable } from './portable-table.js';

/** Columns, their order and their names are those of rate-limiter-flexible. */
export class CreateRateLimits1760000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createPortableTable(runner, {
      name: 'rate_limits',
      columns: [
        { name: 'key', type: 'varchar', length: '255', isPrimary: true },
        { name: 'points', type: 'int' },
        { name: 'expire', type: 'bigint', isNullable: true },
      ],
      indices: [{ name: 'rate_limits_expire', columnNames: ['expire'] }],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('rate_limits', true);
  }
}
