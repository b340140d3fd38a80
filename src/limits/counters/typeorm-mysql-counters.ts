import type { Clock } from '../../clock/clock.js';
import type { DatabaseSession } from '../../database/database-session.js';
import { Counters, NOTHING, type Tally, type Window } from './counters.js';

/** Room for the milliseconds of a window beside the count, in what both can be told by at once. */
const COUNT = 2 ** 32;
/** Beyond any count: the window never moves. */
const NEVER = 2 ** 31 - 1;

/**
 * Counts and tells the count in one statement, which no other can come between: the id that a
 * connection remembers, by LAST_INSERT_ID(expr), comes back with the answer to the INSERT itself.
 * `expire` is assigned second, when `points` is the new count already.
 */
const ADD = `INSERT INTO rate_limits (\`key\`, points, expire) VALUES (?, 1, ?)
  ON DUPLICATE KEY UPDATE
    points = LAST_INSERT_ID(
      (IF(expire > ?, points, 0) + 1) * ${COUNT}
        + IF(expire > ? AND points + 1 < ?, expire - ?, ?)
    ) DIV ${COUNT},
    expire = IF(expire > ? AND points < ?, expire, ?)`;

const REMOVE = 'DELETE FROM rate_limits WHERE `key` = ?';

const readOf = (keys: readonly string[]): string =>
  `SELECT \`key\`, points, expire FROM rate_limits
    WHERE \`key\` IN (${keys.map(() => '?').join(', ')}) AND expire > ?`;

/** A row that was there already counts twice (MySQL manual, INSERT … ON DUPLICATE KEY UPDATE). */
const INSERTED = 1;

interface Written {
  readonly affectedRows: number;
  readonly insertId: number;
}

interface Row {
  readonly key: string;
  readonly points: number;
  readonly expire: number | string;
}

/** Counts in the table `rate_limits`, for all who share the database. */
export class TypeOrmMysqlCounters extends Counters {
  constructor(
    private readonly session: DatabaseSession,
    private readonly clock: Clock,
  ) {
    super();
  }

  async add(key: string, { seconds, movesFrom = NEVER }: Window): Promise<Tally> {
    const now = this.clock.now();
    const length = seconds * 1000;
    const end = now + length;
    const { affectedRows, insertId } = await this.session.write((manager) =>
      manager.query<Written>(ADD, [
        ...[key, end],
        ...[now, now, movesFrom, now, length],
        ...[now, movesFrom, end],
      ]),
    );
    if (affectedRows === INSERTED) return { count: 1, msLeft: length };
    return { count: Math.floor(insertId / COUNT), msLeft: insertId % COUNT };
  }

  async readAll(keys: readonly string[]): Promise<readonly Tally[]> {
    const now = this.clock.now();
    const rows = await this.session.select<Row>(readOf(keys), [...keys, now]);
    const tallies = new Map(
      rows.map(({ key, points, expire }) => [
        key,
        { count: points, msLeft: Math.max(0, Number(expire) - now) },
      ]),
    );
    return keys.map((key) => tallies.get(key) ?? NOTHING);
  }

  isUntouched(): boolean {
    return false;
  }

  async remove(key: string): Promise<void> {
    await this.session.execute(REMOVE, [key]);
  }
}
