import type { Database, Statement } from 'better-sqlite3';
import { QueryFailedError, QueryResult } from 'typeorm';
import { withoutParameters } from '../failure.js';

/** One statement that writes. */
export interface Write {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** What a write of a group came to, apart from the others. */
export type Outcome = { readonly result: QueryResult } | { readonly error: unknown };

/** A failed statement, as TypeORM tells of it, without what was bound to it. */
export const failedWrite = ({ sql }: Write, error: unknown): unknown =>
  // Not by its class: the native driver may have been given that of another realm.
  withoutParameters(new QueryFailedError(sql, [], error as Error));

/** What SQLite calls an error; empty for all that is none of its own. */
export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

/**
 * After these SQLite may have rolled back the whole transaction, and asks for a ROLLBACK in any case
 * (https://www.sqlite.org/lang_transaction.html, "Response To Errors Within A Transaction").
 */
const UNDOES_ALL = /^SQLITE_(FULL|IOERR|NOMEM|BUSY|INTERRUPT)/;

/** Statements that are kept prepared, as many as TypeORM keeps for a query runner. */
const MOST_PREPARED = 100;

/** Writes of several callers in one transaction, of which each keeps its own outcome. */
export class GroupTransaction {
  private readonly prepared = new Map<string, Statement>();

  constructor(private readonly database: Database) {}

  /**
   * Commits before it returns, without a turn of the event loop between: on the one connection that
   * all share, a read in between would see what may still be rolled back. A statement that fails has
   * changed nothing and leaves the others as they are.
   * @throws what undid all of them. Nothing has changed then.
   */
  write(writes: readonly Write[]): readonly Outcome[] {
    this.database.exec('BEGIN IMMEDIATE');
    try {
      const outcomes = writes.map((write) => this.attempt(write));
      this.database.exec('COMMIT');
      return outcomes;
    } catch (error) {
      if (this.database.inTransaction) this.database.exec('ROLLBACK');
      throw error;
    }
  }

  private attempt(write: Write): Outcome {
    try {
      return { result: this.run(write) };
    } catch (error) {
      if (UNDOES_ALL.test(codeOf(error)) || !this.database.inTransaction) throw error;
      return { error: failedWrite(write, error) };
    }
  }

  /** As TypeORM's query runner does it, less what nothing here listens to. */
  private run({ sql, parameters }: Write): QueryResult {
    const statement = this.prepare(sql);
    // SQLite has no booleans.
    const bound = parameters.map((value) => (typeof value === 'boolean' ? Number(value) : value));
    const result = new QueryResult();
    if (statement.reader) {
      result.records = statement.all(...bound);
      result.raw = result.records;
    } else {
      const { changes, lastInsertRowid } = statement.run(...bound);
      result.affected = changes;
      result.raw = lastInsertRowid;
    }
    return result;
  }

  private prepare(sql: string): Statement {
    const known = this.prepared.get(sql);
    if (known !== undefined) return known;
    const statement = this.database.prepare(sql);
    this.prepared.set(sql, statement);
    const [oldest] = this.prepared.keys();
    if (this.prepared.size > MOST_PREPARED && oldest !== undefined) this.prepared.delete(oldest);
    return statement;
  }
}
