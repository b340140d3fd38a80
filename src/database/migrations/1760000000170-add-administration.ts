import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createPortableTable } from './portable-table.js';

const TABLE = 'users';

/** By hand: TypeORM would copy the whole table on SQLite. */
const COLUMNS: readonly (readonly [name: string, definition: string])[] = [
  ['version', 'integer NOT NULL DEFAULT 1'],
  ['new_password_required_at', 'bigint NULL'],
  ['unlocked_at', 'bigint NULL'],
];

const FENCE = 'administrators';

/** What the administration of accounts keeps, and a list of the administrators there are. */
export class AddAdministration1760000000170 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [name, definition] of COLUMNS) {
      if (await runner.hasColumn(TABLE, name)) continue;
      await runner.query(`ALTER TABLE ${TABLE} ADD COLUMN ${name} ${definition}`);
    }
    await createPortableTable(runner, {
      name: 'administrators',
      columns: [{ name: 'user_id', type: 'varchar', length: '36', isPrimary: true }],
    });
    await createPortableTable(runner, {
      name: 'retired_names',
      columns: [
        { name: 'digest', type: 'varchar', length: '43', isPrimary: true },
        { name: 'retired_at', type: 'bigint' },
      ],
    });
    await createPortableTable(runner, {
      name: 'fences',
      columns: [
        { name: 'name', type: 'varchar', length: '32', isPrimary: true },
        { name: 'version', type: 'bigint' },
      ],
    });
    await runner.query(`DELETE FROM fences WHERE name = '${FENCE}'`);
    await runner.query(`INSERT INTO fences (name, version) VALUES ('${FENCE}', 0)`);
    await runner.query(
      `INSERT INTO administrators (user_id) SELECT id FROM users
       WHERE roles LIKE '%"admin"%' AND id NOT IN (SELECT user_id FROM administrators)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['fences', 'retired_names', 'administrators']) {
      await runner.dropTable(table, true);
    }
    for (const [name] of COLUMNS) {
      if (!(await runner.hasColumn(TABLE, name))) continue;
      await runner.query(`ALTER TABLE ${TABLE} DROP COLUMN ${name}`);
    }
  }
}
