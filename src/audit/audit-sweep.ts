import { Logger } from '@nestjs/common';
import { type Clock } from '../clock/clock.js';
import { type AppConfig } from '../config/app-config.js';
import { type DatabaseSession } from '../database/database-session.js';
import { Sweep } from '../database/sweep.js';
import { type UnitOfWork } from '../database/unit-of-work.js';
import {
  type BatchSeals,
  CHAINED_COLUMNS,
  type ChainedEvent,
  type ChainPlace,
} from './batch-seal.js';

const DAY = 86_400_000;

/** Where the events of a chain begin that are still there. */
interface Begin extends ChainPlace {
  readonly rows: readonly ChainedEvent[];
}

/**
 * Deletes events for their age from the beginning of their chain, in whole batches whose seals are
 * good, and leaves a sealed stub that says so. What was altered stays, for an auditor to see.
 */
export class AuditSweep extends Sweep {
  private readonly faults = new Logger('Sweep of audit_events');
  /** Chains that had nothing to delete, until the next sweep. */
  private readonly passedOver = new Set<string>();

  constructor(
    session: DatabaseSession,
    private readonly unitOfWork: UnitOfWork,
    private readonly seals: BatchSeals,
    clock: Clock,
    private readonly settings: AppConfig,
  ) {
    super(session, clock, settings, {
      table: 'audit_events',
      key: ['chain', 'seq'],
      moment: 'at',
      kept: ({ audit }) => audit.auditRetentionDays * DAY,
    });
  }

  /** `limit` as long as there may be more: the events of one chain are seldom as many. */
  protected override async deleteBatch(limit: number): Promise<number> {
    const oldest = this.clock.now() - this.settings.audit.auditRetentionDays * DAY;
    const chain = await this.next(oldest);
    if (chain === null) {
      this.passedOver.clear();
      return 0;
    }
    const deleted = await this.sweepChain(chain, oldest, limit);
    if (!deleted) this.passedOver.add(chain);
    return limit;
  }

  private async next(oldest: number): Promise<string | null> {
    const passed = ['', ...this.passedOver];
    const [row] = await this.session.select<{ readonly chain: string }>(
      `SELECT chain FROM audit_events
       WHERE at < ? AND chain NOT IN (${passed.map(() => '?').join(', ')}) ORDER BY at LIMIT 1`,
      [oldest, ...passed],
    );
    return row?.chain ?? null;
  }

  private async sweepChain(chain: string, oldest: number, limit: number): Promise<boolean> {
    const begin = await this.begin(chain, limit);
    if (begin === null) return false;
    const end = this.lastOf(begin, oldest);
    return end !== null && this.cut(begin, end);
  }

  private async begin(chain: string, limit: number): Promise<Begin | null> {
    const [known] = await this.session.select<{ swept: number; mac: string }>(
      'SELECT swept, swept_mac AS mac FROM audit_chains WHERE id = ?',
      [chain],
    );
    if (known === undefined) return null;
    const rows = await this.session.select<ChainedEvent>(
      `SELECT ${CHAINED_COLUMNS} FROM audit_events WHERE chain = ? ORDER BY seq LIMIT ?`,
      [chain, limit],
    );
    return { chain, seq: known.swept, mac: known.mac, rows };
  }

  /** The end of the last batch that is old enough and good, with all before it. */
  private lastOf({ rows, ...begin }: Begin, oldest: number): ChainPlace | null {
    let place: ChainPlace = begin;
    let batch: ChainedEvent[] = [];
    for (const row of rows) {
      batch.push(row);
      if (Number(row.at) >= oldest) break;
      if (row.mac === null) continue;
      if (this.seals.checkBatch(place, batch) !== 'good') {
        this.faults.error(`${place.chain} has no good seal after ${place.seq}, and is not swept`);
        break;
      }
      place = { chain: place.chain, seq: Number(row.seq), mac: row.mac };
      batch = [];
    }
    return place.seq === begin.seq ? null : place;
  }

  /** False where another instance was faster. */
  private cut(begin: ChainPlace, end: ChainPlace): Promise<boolean> {
    return this.unitOfWork.run(async () => {
      const moved = await this.session.execute(
        `UPDATE audit_chains SET swept = ?, swept_mac = ?, stub = ? WHERE id = ? AND swept = ?`,
        [end.seq, end.mac, this.seals.ofStub(end), end.chain, begin.seq],
      );
      if (moved === 0) return false;
      await this.session.execute('DELETE FROM audit_events WHERE chain = ? AND seq <= ?', [
        end.chain,
        end.seq,
      ]);
      return true;
    });
  }
}
