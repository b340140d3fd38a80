import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { QueryFailedError } from 'typeorm';
import { DatabaseSession } from '../database/database-session.js';
import { failureOf } from '../database/failure.js';
import type { Parameter } from '../database/parameter.js';
import type { AuditEvent, EventOrigin } from './audit-event.js';
import { AuditObservers } from './audit-observers.js';
import { type AuditRecord, AuditRecords } from './audit-records.js';
import { AuditTrail } from './audit-trail.js';
import { GroupCommit } from './group-commit.js';

const LIMITS = { batch: 500, queue: 10_000 };

const INSERT = `INSERT INTO audit_events
  (id, at, type, user_id, session_id, details, request_id, address, user_agent) VALUES`;
const ROW = '(?, ?, ?, ?, ?, ?, ?, ?, ?)';

const columnsOf = (record: AuditRecord): Parameter[] => [
  record.id,
  record.at,
  record.type,
  record.userId,
  record.sessionId,
  JSON.stringify(record.details),
  record.requestId,
  record.address,
  record.userAgent,
];

/** The database is there and does not take a value. */
const isRefusal = (error: unknown): boolean =>
  error instanceof QueryFailedError && failureOf(error) === 'final';

@Injectable()
export class TypeOrmAuditTrail extends AuditTrail implements OnApplicationShutdown {
  private readonly commits: GroupCommit<AuditRecord>;

  constructor(
    private readonly session: DatabaseSession,
    private readonly records: AuditRecords,
    private readonly observers: AuditObservers,
  ) {
    super();
    this.commits = new GroupCommit((batch) => this.insert(batch), LIMITS, isRefusal);
  }

  async record(origin: EventOrigin, ...events: readonly AuditEvent[]): Promise<void> {
    const records = this.records.of(origin, events);
    await (this.session.inTransaction ? this.insert(records) : this.commits.add(records));
    this.observers.show(events);
  }

  /** By now no request is left that could record; the data source closes after this. */
  async onApplicationShutdown(): Promise<void> {
    await this.commits.drain();
  }

  /** One statement, which is its own transaction. */
  private async insert(records: readonly AuditRecord[]): Promise<void> {
    const rows = records.map(() => ROW).join(', ');
    await this.session.execute(`${INSERT} ${rows}`, records.flatMap(columnsOf));
  }
}
