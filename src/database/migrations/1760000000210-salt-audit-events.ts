import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['audit_events', 'audit_outbox'];

const COLUMNS = [
  ['name', 64],
  ['salt', 22],
  ['digest', 43],
] as const;

/** As the other columns of these tables, whose collations are binary. */
const definition = ({ dataSource }: QueryRunner, length: number): string =>
  dataSource.options.type === 'better-sqlite3'
    ? `varchar(${length}) NULL`
    : `varchar(${length}) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL`;

/**
 * What lets the personal fields of an event be erased. Columns that may be null and stand last are
 * added without a copy of the table, and instances of the version before go on writing.
 */
export class SaltAuditEvents1760000000210 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      for (const [name, length] of COLUMNS) {
        if (await runner.hasColumn(table, name)) continue;
        await runner.query(`ALTER TABLE ${table} ADD COLUMN ${name} ${definition(runner, length)}`);
      }
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      for (const [name] of COLUMNS) {
        if (!(await runner.hasColumn(table, name))) continue;
        await runner.query(`ALTER TABLE ${table} DROP COLUMN ${name}`);
      }
    }
  }
}
