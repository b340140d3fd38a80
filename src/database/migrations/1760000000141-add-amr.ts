import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = 'refresh_tokens';
const COLUMN = 'amr';

/** By hand: TypeORM would copy the whole table on SQLite. */
export class AddAmr1760000000141 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    if (!(await runner.hasColumn(TABLE, COLUMN))) {
      const sqlite = runner.dataSource.options.type === 'better-sqlite3';
      const collation = sqlite ? '' : ' CHARACTER SET utf8mb4 COLLATE utf8mb4_bin';
      await runner.query(
        `ALTER TABLE ${TABLE} ADD COLUMN ${COLUMN} varchar(64)${collation} NOT NULL DEFAULT 'pwd'`,
      );
    }
    await runner.query(`UPDATE ${TABLE} SET ${COLUMN} = 'fed' WHERE contract = 'external'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    if (!(await runner.hasColumn(TABLE, COLUMN))) return;
    await runner.query(`ALTER TABLE ${TABLE} DROP COLUMN ${COLUMN}`);
  }
}
