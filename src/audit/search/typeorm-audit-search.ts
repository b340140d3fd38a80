import { Injectable } from '@nestjs/common';
import { DatabaseSession, type Parameter } from '../../database/database-session.js';
import { Table } from '../../database/table.js';
import { AuditRecordEntity } from '../audit-record.entity.js';
import { type AuditCriteria, matching } from './audit-criteria.js';
import { type AuditPage, AuditSearch } from './audit-search.js';
import type { AuditPlace, FoundEvent } from './found-event.js';

/** Events that one statement reads, and that one page looks at. */
const ROWS = 1000;
const MOST_ROWS = 10_000;

const events = new Table(AuditRecordEntity, ['mac', 'salt']);

interface Condition {
  readonly sql: string;
  readonly parameters: readonly Parameter[];
}

const equals = (column: string, value: string): Condition => ({
  sql: `${column} = ?`,
  parameters: [value],
});

/** The one condition that an index answers in the order of time; the others are looked at here. */
function indexed({ sessionId, userId, types }: AuditCriteria): readonly Condition[] {
  if (sessionId !== undefined) return [equals('session_id', sessionId)];
  if (userId !== undefined) return [equals('user_id', userId)];
  const [type, ...others] = types ?? [];
  return type === undefined || others.length > 0 ? [] : [equals('type', type)];
}

const earlierThan = ({ at, chain, seq }: AuditPlace): Condition => ({
  sql: 'at <= ? AND (at < ? OR chain < ? OR (chain = ? AND seq < ?))',
  parameters: [at, at, chain, chain, seq],
});

function conditions(criteria: AuditCriteria, before: AuditPlace | null): readonly Condition[] {
  const { from, until } = criteria;
  return [
    ...indexed(criteria),
    ...(from === undefined ? [] : [{ sql: 'at >= ?', parameters: [from] }]),
    ...(until === undefined ? [] : [{ sql: 'at <= ?', parameters: [until] }]),
    ...(before === null ? [] : [earlierThan(before)]),
  ];
}

@Injectable()
export class TypeOrmAuditSearch extends AuditSearch {
  constructor(private readonly session: DatabaseSession) {
    super();
  }

  async page(
    criteria: AuditCriteria,
    before: AuditPlace | null,
    limit: number,
  ): Promise<AuditPage> {
    const matches = matching(criteria);
    const found: FoundEvent[] = [];
    let place = before;
    for (let seen = 0, rows = limit; seen < MOST_ROWS; seen += rows, rows = ROWS) {
      const read = await this.read(criteria, place, rows);
      for (const event of read) {
        place = event;
        if (matches(event)) found.push(event);
        if (found.length === limit) return { events: found, next: place };
      }
      if (read.length < rows) return { events: found, next: null };
    }
    return { events: found, next: place };
  }

  private async read(
    criteria: AuditCriteria,
    before: AuditPlace | null,
    limit: number,
  ): Promise<readonly FoundEvent[]> {
    const all = conditions(criteria, before);
    const where = all.length === 0 ? '' : `WHERE ${all.map(({ sql }) => sql).join(' AND ')}`;
    const rows = await this.session.select<AuditRecordEntity>(
      `SELECT ${events.columns} FROM audit_events ${where}
       ORDER BY at DESC, chain DESC, seq DESC LIMIT ?`,
      [...all.flatMap(({ parameters }) => parameters), limit],
    );
    return rows.map((row) => events.read(row));
  }
}
