import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.js';
import { AppConfig } from '../../config/app-config.js';
import { DatabaseSession } from '../../database/database-session.js';
import { Sweeper } from '../../database/sweeper.js';

const MINUTE = 60_000;
/** Clocks of instances differ; a count that ended for one may not have for another. */
const LATE = MINUTE;
/** Rows beyond which counts of one or two, which a flood of invented names leaves, are dropped. */
const ROOM = 500_000;
const SELDOM = 2;

const ROWS = `SELECT table_rows AS n FROM information_schema.tables
  WHERE table_schema = DATABASE() AND table_name = 'rate_limits'`;

/** Keeps the table of counts small; on SQLite counts are in memory and there is nothing to do. */
@Injectable()
export class TypeOrmRateLimitSweep extends Sweeper {
  private readonly unused: boolean;

  constructor(
    private readonly session: DatabaseSession,
    private readonly clock: Clock,
    { databaseUrl }: AppConfig,
  ) {
    super({ every: MINUTE, batch: 1000, pause: 20 });
    this.unused = databaseUrl.startsWith('sqlite:');
  }

  protected async deleteBatch(limit: number): Promise<number> {
    if (this.unused) return 0;
    const ended = await this.session.execute('DELETE FROM rate_limits WHERE expire < ? LIMIT ?', [
      this.clock.now() - LATE,
      limit,
    ]);
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
