import type { Clock } from '../../clock/clock.js';
import type { DatabaseSession } from '../../database/database-session.js';
import { Counters, type Tally } from './counters.js';

const NOTHING: Tally = { count: 0, msLeft: 0 };

/** Room for the milliseconds of a window beside the count, in what both can be told by at once. */
const COUNT = 2 ** 32;

/**
 * Counts and tells the count in one statement, which no other can come between: the id that a
 * connection remembers, by LAST_INSERT_ID(expr), comes back with the answer to the INSERT itself.
 */
const ADD = `INSERT INTO rate_limits (\`key\`, points, expire) VALUES (?, GREATEST(0, ?), ? + ?)
  ON DUPLICATE KEY UPDATE
    points = LAST_INSERT_ID(
      GREATEST(0, IF(expire > ?, points, 0) + ?) * ${COUNT} + IF(expire > ?, expire - ?, ?)
    ) DIV ${COUNT},
    expire = IF(expire > ?, expire, ? + ?)`;

const READ = 'SELECT points, expire FROM rate_limits WHERE `key` = ? AND expire > ?';

/** A row that was there already counts twice (MySQL manual, INSERT … ON DUPLICATE KEY UPDATE). */
const INSERTED = 1;

interface Written {
  readonly affectedRows: number;
  readonly insertId: number;
}

interface Row {
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

  async add(key: string, amount: number, seconds: number): Promise<Tally> {
    const now = this.clock.now();
    const window = seconds * 1000;
    const { affectedRows, insertId } = await this.session.write((manager) =>
      manager.query<Written>(ADD, [
        ...[key, amount, now, window],
        ...[now, amount, now, now, window],
        ...[now, now, window],
      ]),
    );
    if (affectedRows === INSERTED) return { count: Math.max(0, amount), msLeft: window };
    return { count: Math.floor(insertId / COUNT), msLeft: insertId % COUNT };
  }

  async read(key: string): Promise<Tally> {
    const now = this.clock.now();
    const [row] = await this.session.select<Row>(READ, [key, now]);
    if (row === undefined) return NOTHING;
    return { count: row.points, msLeft: Math.max(0, Number(row.expire) - now) };
  }
}
