import { setTimeout as delay } from 'node:timers/promises';
import { QueryFailedError } from 'typeorm';

/** Deadlock (InnoDB, Galera), lock wait timeout, record changed since read (MariaDB). */
const MYSQL_LOST_RACES: ReadonlySet<unknown> = new Set([1213, 1205, 1020]);
const ATTEMPTS = 5;
const FIRST_PAUSE = 10;

/** Whether the database says that trying again makes sense, and that nothing has changed. */
export function isLostRace(error: unknown): boolean {
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
  if (!(cause instanceof Error)) return false;
  if ('errno' in cause && MYSQL_LOST_RACES.has(cause.errno)) return true;
  return 'code' in cause && String(cause.code).startsWith('SQLITE_BUSY');
}

/** Runs `work` again, after a growing random pause, while it loses races; five times at most. */
export async function retryLostRaces<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS || !isLostRace(error)) throw error;
      await delay(Math.random() * FIRST_PAUSE * 2 ** attempt);
    }
  }
}
