import { Injectable } from '@nestjs/common';
import { DatabaseSession } from '../../database/database-session.js';
import { Table } from '../../database/table.js';
import { AuditRecordEntity } from '../audit-record.entity.js';
import type { FoundEvent } from '../search/found-event.js';
import { CommittedEvents, type FollowedChain, type ReadPlace } from './committed-events.js';
import { marks, slices } from '../../database/many-rows.js';

const events = new Table(AuditRecordEntity, ['mac']);

/** Chains that one statement looks at. */
const CHAINS = 100;

@Injectable()
export class TypeOrmCommittedEvents extends CommittedEvents {
  constructor(private readonly session: DatabaseSession) {
    super();
  }

  async chainsSince(moment: number): Promise<readonly FollowedChain[]> {
    const rows = await this.session.select<{ readonly id: string; readonly begunAt: unknown }>(
      'SELECT id, begun_at AS begunAt FROM audit_chains WHERE seen_at >= ?',
      [moment],
    );
    return rows.map(({ id, begunAt }) => ({ id, begunAt: Number(begunAt) }));
  }

  async endedBefore(moment: number, chains: readonly string[]): Promise<readonly string[]> {
    const found = slices(chains, CHAINS).map((slice) =>
      this.session.select<{ readonly id: string }>(
        `SELECT id FROM audit_chains
         WHERE ended IS NOT NULL AND seen_at < ? AND id IN (${marks(slice)})`,
        [moment, ...slice],
      ),
    );
    return (await Promise.all(found)).flat().map(({ id }) => id);
  }

  async placeAt(chain: string, moment: number): Promise<ReadPlace> {
    // The end first: what is added meanwhile lies behind it.
    const end = await this.numberOf('SELECT MAX(seq) AS seq FROM audit_events WHERE chain = ?', [
      chain,
    ]);
    const first = await this.numberOf(
      'SELECT MIN(seq) AS seq FROM audit_events WHERE at >= ? AND chain = ?',
      [moment, chain],
    );
    return { chain, seq: first === null ? (end ?? 0) : first - 1 };
  }

  async readAfter(places: readonly ReadPlace[], limit: number): Promise<readonly FoundEvent[]> {
    const found: FoundEvent[] = [];
    for (const slice of slices(places, CHAINS)) {
      if (found.length >= limit) break;
      const after = slice.map(() => '(chain = ? AND seq > ?)').join(' OR ');
      const rows = await this.session.select<FoundEvent>(
        `SELECT ${events.columns} FROM audit_events WHERE ${after} ORDER BY chain, seq LIMIT ?`,
        [...slice.flatMap(({ chain, seq }) => [chain, seq]), limit - found.length],
      );
      found.push(...rows.map((row) => events.read(row)));
    }
    return found;
  }

  private async numberOf(sql: string, parameters: readonly (string | number)[]) {
    const [row] = await this.session.select<{ readonly seq: unknown }>(sql, parameters);
    return row?.seq === null || row?.seq === undefined ? null : Number(row.seq);
  }
}
