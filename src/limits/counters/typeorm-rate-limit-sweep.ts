import type { Clock } from '../../clock/clock.js';
import type { AppConfig } from '../../config/app-config.js';
import type { DatabaseSession } from '../../database/database-session.js';
import { Sweep } from '../../database/sweep.js';

const MINUTE = 60_000;
/** Clocks of instances differ; a count that ended for one may not have for another. */
const LATE = MINUTE;
/** Rows beyond which counts of one or two, which a flood of invented names leaves, are dropped. */
const ROOM = 500_000;
const SELDOM = 2;

const ROWS = `SELECT table_rows AS n FROM information_schema.tables
  WHERE table_schema = DATABASE() AND table_name = 'rate_limits'`;

/** Keeps the table of counts small, on MySQL; on SQLite counts are in memory. */
export class TypeOrmRateLimitSweep extends Sweep {
  constructor(session: DatabaseSession, clock: Clock, config: AppConfig) {
    super(
      session,
      clock,
      config,
      { table: 'rate_limits', key: ['`key`'], moment: 'expire', kept: () => LATE },
      { every: MINUTE, batch: 1000, pause: 20 },
    );
  }

  protected override async deleteBatch(limit: number): Promise<number> {
    const ended = await super.deleteBatch(limit);
    if (ended === limit || !(await this.overfull())) return ended;
    return this.session.execute(
      'DELETE FROM rate_limits WHERE points <= ? ORDER BY expire LIMIT ?',
      [SELDOM, limit],
    );
  }

  private async overfull(): Promise<boolean> {
    const [row] = await this.session.select<{ readonly n: number | string }>(ROWS, []);
    return Number(row?.n ?? 0) > ROOM;
  }
}
