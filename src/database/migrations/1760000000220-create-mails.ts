import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createPortableTable } from './portable-table.js';

const TABLE = 'mails';

/** Mail that waits to be sent. */
export class CreateMails1760000000220 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createPortableTable(runner, {
      name: TABLE,
      columns: [
        { name: 'id', type: 'varchar', length: '36', isPrimary: true },
        { name: 'kind', type: 'varchar', length: '32' },
        { name: 'language', type: 'varchar', length: '2' },
        { name: 'user_id', type: 'varchar', length: '36', isNullable: true },
        { name: 'address', type: 'varchar', length: '254', isNullable: true },
        { name: 'matter', type: 'text' },
        { name: 'origin', type: 'text' },
        { name: 'queued_at', type: 'bigint' },
        { name: 'due_at', type: 'bigint' },
        { name: 'attempts', type: 'int' },
      ],
      indices: [{ name: 'mails_due_at', columnNames: ['due_at'] }],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(TABLE, true);
  }
}
