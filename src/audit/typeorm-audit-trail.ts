import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { QueryFailedError } from 'typeorm';
import { DatabaseSession } from '../database/database-session.js';
import { failureOf } from '../database/failure.js';
import { type Backlog, GroupCommit } from '../database/group-commit.js';
import { AuditChain, TakenElsewhere } from './audit-chain.js';
import type { AuditEvent } from './audit-event.js';
import type { EventOrigin } from './event-origin.js';
import { AuditOutbox, OUTBOX } from './audit-outbox.js';
import { type AuditRecord, AuditRecords } from './audit-record.js';
import { AuditObservers, AuditTrail } from './audit-trail.js';
import { slices } from '../database/many-rows.js';

/** Rows that one statement writes at most. */
const BATCH = 500;
/** From a thousand events a second on, a statement writes thirty; below, none waits for others. */
const LIMITS = { batch: BATCH, queue: 10_000, gather: { items: 32, within: 32 } };
const ATTEMPTS = 5;

interface Pending {
  readonly record: AuditRecord;
  /** Whether it is in the outbox, and leaves it for the chain. */
  readonly waits: boolean;
}

/** The database is there and does not take a value. */
const isRefusal = (error: unknown): boolean =>
  error instanceof QueryFailedError && failureOf(error) === 'final';

@Injectable()
export class TypeOrmAuditTrail extends AuditTrail implements OnApplicationShutdown {
  private readonly commits = new GroupCommit<Pending>(
    async (batch) => {
      await this.write(batch);
      return [];
    },
    LIMITS,
    isRefusal,
  );

  constructor(
    private readonly session: DatabaseSession,
    private readonly records: AuditRecords,
    private readonly observers: AuditObservers,
    private readonly chain: AuditChain,
    private readonly outbox: AuditOutbox,
  ) {
    super();
  }

  async record(origin: EventOrigin, ...events: readonly AuditEvent[]): Promise<void> {
    if (events.length === 0) return;
    const records = this.records.of(origin, events);
    if (!this.session.inTransaction) {
      await this.add(records, false);
      this.observers.show(events);
      return;
    }
    for (const slice of slices(records, BATCH)) await this.outbox.put(slice);
    this.session.afterCommit(async () => {
      this.observers.show(events);
      await this.add(records, true);
    });
  }

  /** Puts into the chain what waits in the outbox. */
  sequence(records: readonly AuditRecord[]): Promise<void> {
    return this.add(records, true);
  }

  backlog(): Backlog {
    return this.commits.backlog();
  }

  drain(): Promise<void> {
    return this.commits.drain();
  }

  /** By now no request is left that could record; the data source closes after this. */
  async onApplicationShutdown(): Promise<void> {
    await this.drain();
  }

  private async add(records: readonly AuditRecord[], waits: boolean): Promise<void> {
    const pending = records.map((record) => ({ record, waits }));
    await Promise.all(slices(pending, BATCH).map((slice) => this.commits.add(slice)));
  }

  private async write(batch: readonly Pending[]): Promise<void> {
    let left = batch;
    for (let attempt = 1; left.length > 0; attempt += 1) {
      try {
        await this.writeOnce(left);
        return;
      } catch (error) {
        if (attempt === ATTEMPTS || !(error instanceof TakenElsewhere)) throw error;
        const waiting = await this.outbox.waiting(waitingIds(left));
        left = left.filter(({ record, waits }) => !waits || waiting.has(record.id));
      }
    }
  }

  private writeOnce(batch: readonly Pending[]): Promise<void> {
    const records = batch.map(({ record }) => record);
    const ids = waitingIds(batch);
    return ids.length === 0 ? this.chain.append(records) : this.chain.take(records, ids, OUTBOX);
  }
}

const waitingIds = (batch: readonly Pending[]): readonly string[] =>
  batch.filter(({ waits }) => waits).map(({ record }) => record.id);
