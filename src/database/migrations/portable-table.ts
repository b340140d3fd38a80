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
