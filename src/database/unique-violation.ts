import { QueryFailedError } from 'typeorm';

const MYSQL_DUPLICATE = / for key '(?:\w+\.)?(\w+)'$/;
const SQLITE_DUPLICATE = /UNIQUE constraint failed: (\w+\.\w+(?:, \w+\.\w+)*)$/;

/** `t.a, t.b` as the index is called: `t_a_b`. */
function indexOf(columns: string): string {
  const [table = ''] = columns.split('.');
  return [table, ...columns.split(', ').map((column) => column.slice(table.length + 1))].join('_');
}

/**
 * The name of the index that refused a row as a duplicate; null for any other error. Indexes
 * have to be called `<table>_<column>_<column>`, since SQLite names the columns instead.
 */
export function violatedIndex(error: unknown): string | null {
  if (!(error instanceof QueryFailedError)) return null;
  const [, index] = MYSQL_DUPLICATE.exec(error.message) ?? [];
  if (index !== undefined) return index;
  const [, columns] = SQLITE_DUPLICATE.exec(error.message) ?? [];
  return columns === undefined ? null : indexOf(columns);
}
