import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';
import { createPortableTable } from './portable-table.js';

const TABLE = 'users';
const COLUMN = 'deletion_at';
const INDEX = 'users_deletion_at';

/** When accounts are deleted whose owners leave, and whose trail is to be erased after that. */
export class AddLeaving1760000000281 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    if (!(await runner.hasColumn(TABLE, COLUMN))) {
      // By hand: TypeORM would copy the whole table on SQLite.
      await runner.query(`ALTER TABLE ${TABLE} ADD COLUMN ${COLUMN} bigint NULL`);
    }
    const table = await runner.getTable(TABLE);
    if (table?.indices.some(({ name }) => name === INDEX) === false) {
      await runner.createIndex(table, new TableIndex({ name: INDEX, columnNames: [COLUMN] }));
    }
    await createPortableTable(runner, {
      name: 'due_erasures',
      columns: [
        { name: 'user_id', type: 'varchar', length: '36', isPrimary: true },
        { name: 'due_at', type: 'bigint' },
      ],
      indices: [{ name: 'due_erasures_due_at', columnNames: ['due_at'] }],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('due_erasures', true);
    if (!(await runner.hasColumn(TABLE, COLUMN))) return;
    const table = await runner.getTable(TABLE);
    if (table?.indices.some(({ name }) => name === INDEX)) await runner.dropIndex(table, INDEX);
    await runner.query(`ALTER TABLE ${TABLE} DROP COLUMN ${COLUMN}`);
  }
}
