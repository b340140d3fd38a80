import { QueryFailedError } from 'typeorm';
import { setTimeout as delay } from 'node:timers/promises';
import { AuthError } from '../errors/auth-error.js';

/** A queue in front of the database is full, or a caller has waited in it for too long. */
export const overloaded = (): AuthError => new AuthError({ code: 'OVERLOADED', retryAfter: 1 });

const TELLTALES = ['parameters', 'sql'] as const;

/** Drops from a failed query what was bound to it, so that no log line can hold a hash. */
export function withoutParameters(error: unknown): unknown {
  if (!(error instanceof QueryFailedError)) return error;
  const cause: unknown = error.driverError;
  for (const holder of [error, cause]) {
    if (!(holder instanceof Error)) continue;
    for (const name of TELLTALES) Reflect.deleteProperty(holder, name);
  }
  return error;
}

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

/**
 * What a failed statement asks for.
 * - `again`: nothing has changed, and another try may succeed.
 * - `another-host`: this server does not take it, and nothing has changed; the connection is of no
 *   more use, since the address may lead to another server by now.
 * - `lost`: the connection broke, and whether the statement had an effect is not known.
 * - `crowded`: the server takes no further connection just now.
 * - `final`: all else.
 */
export type Failure = 'again' | 'another-host' | 'lost' | 'crowded' | 'final';

const BY_NUMBER: ReadonlyMap<unknown, Failure> = new Map<number, Failure>([
  // Deadlock, lock wait timeout, record changed since read, certification failed on a cluster,
  // rollback by one, TiDB's write conflict and changed schema.
  ...[1213, 1205, 1020, 3101, 1180, 9007, 8002, 8022, 8028].map((n) => [n, 'again'] as const),
  // Not in the primary component, shutting down, read-only by option or by mode, closed for being
  // idle, TiDB without a store.
  ...[1047, 1053, 1290, 1836, 4031, 9001, 9002, 9003, 9004, 9005].map(
    (n) => [n, 'another-host'] as const,
  ),
  // Cannot connect, gone away, lost while it answered, killed.
  ...[2002, 2003, 2006, 2013, 1927].map((n) => [n, 'lost'] as const),
  ...[1040, 1203, 1226].map((n) => [n, 'crowded'] as const),
]);

const BY_CODE: ReadonlyMap<unknown, Failure> = new Map<string, Failure>([
  ...[
    'ECONNREFUSED',
    'ECONNRESET',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ENOENT',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EPIPE',
    'ETIMEDOUT',
    'PROTOCOL_CONNECTION_LOST',
  ].map((code) => [code, 'lost'] as const),
]);

/** Another process holds SQLite's file, its log or a lock on either. */
const SQLITE_AGAIN = /^SQLITE_(BUSY|LOCKED|PROTOCOL)/;

const byCode = (code: unknown): Failure | undefined =>
  typeof code === 'string' && SQLITE_AGAIN.test(code) ? 'again' : BY_CODE.get(code);

/** Sorts what a driver reports, for all engines alike. */
export function failureOf(error: unknown): Failure {
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
  // Not by its class: a native driver may have been given that of another realm.
  if (typeof cause !== 'object' || cause === null) return 'final';
  const number = 'errno' in cause ? BY_NUMBER.get(cause.errno) : undefined;
  return number ?? ('code' in cause ? byCode(cause.code) : undefined) ?? 'final';
}

/** Whether a database is not there yet, or has no room yet, rather than refusing us. */
export function isUnreachable(error: unknown): boolean {
  const failure = failureOf(error);
  return failure === 'lost' || failure === 'crowded' || failure === 'another-host';
}

/** Whether nothing has changed, and another try may succeed. */
export function isRepeatable(error: unknown): boolean {
  const failure = failureOf(error);
  return failure === 'again' || failure === 'another-host';
}

const ATTEMPTS = 5;
/** Milliseconds. */
const FIRST_PAUSE = 10;

/** Runs `work` again, after a growing random pause, while that makes sense; five times at most. */
export async function repeat<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS || !isRepeatable(error)) throw error;
      await delay(Math.random() * FIRST_PAUSE * 2 ** attempt);
    }
  }
}
