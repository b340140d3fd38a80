import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['users', 'login_challenges'];
const COLUMN = 'password_version';

/** By which a login notices that another password took the place of the one it was shown. */
export class AddPasswordVersion1760000000280 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      if (await runner.hasColumn(table, COLUMN)) continue;
      await runner.query(`ALTER TABLE ${table} ADD COLUMN ${COLUMN} integer NOT NULL DEFAULT 1`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      if (!(await runner.hasColumn(table, COLUMN))) continue;
      await runner.query(`ALTER TABLE ${table} DROP COLUMN ${COLUMN}`);
    }
  }
}
