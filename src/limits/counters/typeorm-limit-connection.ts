import type { DatabaseSession, Parameter } from '../../database/database-session.js';

type Callback = (error: Error | null, rows?: unknown) => void;

/** The library opens a transaction around two statements of which each holds on its own. */
const UNNEEDED: ReadonlySet<string> = new Set(['BEGIN', 'COMMIT']);

/**
 * What rate-limiter-flexible takes for a connection of mysql2. The statement that counts is atomic;
 * the one that reads may see what others counted since, which errs to the safe side. Without
 * the transaction around them a count costs half as many round trips and holds no lock.
 */
export class TypeOrmLimitConnection {
  constructor(private readonly session: DatabaseSession) {}

  query(sql: string, ...rest: readonly [Callback] | readonly [Parameter[], Callback]): void {
    const [values, callback] = rest.length === 1 ? [[], rest[0]] : rest;
    if (UNNEEDED.has(sql)) {
      callback(null);
      return;
    }
    this.session
      .write((manager) => manager.query<unknown>(sql, values))
      .then(
        (rows) => {
          callback(null, rows);
        },
        (error: unknown) => {
          callback(error instanceof Error ? error : new Error('the statement failed'));
        },
      );
  }

  rollback(): void {
    return;
  }
}
