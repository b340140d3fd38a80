import { type QueryRunner, Table, type TableOptions } from 'typeorm';
import type { ColumnType } from 'typeorm/driver/types/ColumnTypes.js';

type Column = Omit<NonNullable<TableOptions['columns']>[number], 'type'> & {
  readonly type: ColumnType & string;
};

interface PortableTable extends Pick<TableOptions, 'name' | 'indices'> {
  readonly columns: readonly Column[];
}

const TEXTUAL: ReadonlySet<string> = new Set(['varchar', 'text']);

/** Case and accents count on every dialect: MySQL's collations disagree about both. */
const BINARY = { charset: 'utf8mb4', collation: 'utf8mb4_bin' } as const;

/**
 * Creates a table with its indexes, unless a migration that was interrupted has done so already.
 * Types are written as in the entities.
 */
export async function createPortableTable(
  runner: QueryRunner,
  { name, columns, indices = [] }: PortableTable,
): Promise<void> {
  const { driver, options } = runner.dataSource;
  const collated = options.type === 'mysql' || options.type === 'mariadb';
  const table = new Table({
    name,
    indices,
    columns: columns.map((column) => ({
      ...column,
      ...(collated && TEXTUAL.has(column.type) ? BINARY : {}),
      type: driver.normalizeType({ type: column.type }),
    })),
    ...(collated ? { engine: 'InnoDB' } : {}),
  });
  await runner.createTable(table, true);
}

interface Columns {
  readonly table: string;
  readonly columns: readonly [string, ...string[]];
}

/**
 * Moves the rows of one table to another, first column first, which is the key of both, and drops
 * the one that is empty then. May be repeated after it was interrupted.
 */
export async function moveRows(runner: QueryRunner, from: Columns, to: Columns): Promise<void> {
  if (!(await runner.hasTable(from.table))) return;
  const [key] = from.columns;
  await runner.query(
    `INSERT INTO ${to.table} (${to.columns.join(', ')})
     SELECT ${from.columns.join(', ')} FROM ${from.table}
     WHERE ${key} NOT IN (SELECT ${to.columns[0]} FROM ${to.table})`,
  );
  await runner.dropTable(from.table, true);
}
