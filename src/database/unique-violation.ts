import { QueryFailedError } from 'typeorm';

const MYSQL_DUPLICATE = / for key '(?:\w+\.)?(\w+)'$/;
const SQLITE_DUPLICATE = /UNIQUE constraint failed: (\w+)\.(\w+)$/;

/**
 * The name of the index that refused a row as a duplicate; null for any other error. Indexes over
 * one column have to be called `<table>_<column>`, since SQLite names the column instead.
 */
export function violatedIndex(error: unknown): string | null {
  if (!(error instanceof QueryFailedError)) return null;
  const [, index] = MYSQL_DUPLICATE.exec(error.message) ?? [];
  if (index !== undefined) return index;
  const [, table, column] = SQLITE_DUPLICATE.exec(error.message) ?? [];
  return table === undefined || column === undefined ? null : `${table}_${column}`;
}
