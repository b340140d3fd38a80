import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { roughly, Rounds } from '../clock/rounds.js';
import { DatabaseSession } from '../database/database-session.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { AuditChain, TakenElsewhere, type WaitingRoom } from './audit-chain.js';
import { asRecord, AuditOutbox, PAGE } from './audit-outbox.js';
import { BatchSeals, CLEAR_COLUMNS, type StoredEvent } from './batch-seal.js';
import { newSalt } from './personal-fields.js';
import { TypeOrmAuditTrail } from './typeorm-audit-trail.js';

/** Milliseconds between two looks, and after which the process that put an event there is gone. */
const EVERY = 60_000;
const LEFT = 60_000;
/** Milliseconds after the start; a command is over by then. */
const FIRST = 3000;

/** What was written before there were chains, and what instances of that version still write. */
const BEFORE: readonly WaitingRoom[] = [
  { table: 'audit_events_before', where: '1 = 1' },
  { table: 'audit_events', where: "chain = ''" },
];

type ClearEvent = Omit<StoredEvent, 'name' | 'salt' | 'digest'>;

/**
 * Puts into a chain what waits for one and has no process any more that would do it: events of the
 * outbox whose process died, and, in a chain that is called `before-…`, those of the version before.
 */
@Injectable()
export class AuditLeftovers implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger('Audit');
  private readonly before: AuditChain;
  private readonly rounds = new Rounds(() => this.sequence());

  constructor(
    private readonly session: DatabaseSession,
    private readonly outbox: AuditOutbox,
    private readonly trail: TypeOrmAuditTrail,
    private readonly clock: Clock,
    unitOfWork: UnitOfWork,
    seals: BatchSeals,
  ) {
    this.before = new AuditChain(session, unitOfWork, seals, clock, 'before-');
  }

  onApplicationBootstrap(): void {
    this.rounds.start(FIRST, () => roughly(EVERY));
  }

  async onModuleDestroy(): Promise<void> {
    await this.rounds.stop();
  }

  /** Never rejects; failures are logged, and what was not done is found again. */
  async sequence(): Promise<void> {
    try {
      await this.sequenceOutbox();
      for (const room of BEFORE) await this.carry(room);
      await this.before.finish('closed');
    } catch (error) {
      this.log.error(error);
    }
  }

  /** What was put there by hand, or put back, stays where it is, for an auditor to see. */
  private async sequenceOutbox(): Promise<void> {
    let after = '';
    while (!this.rounds.signal.aborted) {
      const page = await this.outbox.leftBefore(this.clock.now() - LEFT, after);
      const forged = await this.outbox.forgedOf(page);
      if (forged.size > 0)
        this.log.error(`audit_outbox: ${forged.size} events were put there by hand`);
      await this.trail.sequence(page.filter(({ id }) => !forged.has(id)).map(asRecord));
      after = page.at(-1)?.id ?? after;
      if (page.length < PAGE) return;
    }
  }

  /** Another process that carries as well may be faster with some: these are looked for again. */
  private async carry(room: WaitingRoom): Promise<void> {
    while (!this.rounds.signal.aborted) {
      const page = await this.session.select<ClearEvent>(
        `SELECT ${CLEAR_COLUMNS} FROM ${room.table} WHERE ${room.where} ORDER BY id LIMIT ?`,
        [PAGE],
      );
      if (page.length === 0) return;
      const records = page.map((event) =>
        asRecord({ ...event, name: null, salt: newSalt(), digest: null }),
      );
      const ids = records.map(({ id }) => id);
      await this.before.take(records, ids, room).catch((error: unknown) => {
        if (!(error instanceof TakenElsewhere)) throw error;
      });
      await this.before.heartbeat();
    }
  }
}
