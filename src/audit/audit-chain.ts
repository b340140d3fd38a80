import { randomBytes } from 'node:crypto';
import { type Clock } from '../clock/clock.js';
import { type DatabaseSession } from '../database/database-session.js';
import { Table } from '../database/table.js';
import { type UnitOfWork } from '../database/unit-of-work.js';
import { AuditChainEntity, type ChainEnding } from './audit-chain.entity.js';
import type { AuditRecord } from './audit-record.js';
import { AuditRecordEntity } from './audit-record.entity.js';
import { asStored, type BatchSeals, type ChainPlace } from './batch-seal.js';

const events = new Table(AuditRecordEntity);
const chains = new Table(AuditChainEntity);

/** Characters of the id of a chain. */
const ID_LENGTH = 22;

/** Where events wait that are not in a chain yet, and how they are found there. */
export interface WaitingRoom {
  readonly table: 'audit_outbox' | 'audit_events_before' | 'audit_events';
  /** Which rows of the table wait. */
  readonly where: string;
}

/** Another process was faster with some of the events. */
export class TakenElsewhere extends Error {}

/**
 * A chain of events: numbered from 1 without holes, one batch after the other, each under one seal
 * with all before it. Nothing else writes to it; whatever goes wrong, the next batch begins another
 * chain, since the outcome of the one before may not be known.
 */
export class AuditChain {
  /** Where the next batch goes; null where it begins another chain, and while one is written. */
  private end: ChainPlace | null = null;
  /** How far the newest chain is known to go. */
  private committed: ChainPlace | null = null;

  constructor(
    private readonly session: DatabaseSession,
    private readonly unitOfWork: UnitOfWork,
    private readonly seals: BatchSeals,
    private readonly clock: Clock,
    /** What the ids of such chains begin with. */
    private readonly prefix = '',
  ) {}

  /** One statement, which is its own transaction. Not to be called again before it has ended. */
  async append(records: readonly AuditRecord[]): Promise<void> {
    await this.advance(records, (insert) => this.session.execute(...insert));
  }

  /**
   * Appends events of which some wait, in one transaction that ends their waiting.
   * @param ids of those that wait
   * @throws TakenElsewhere when some of them wait no more; nothing has moved then.
   */
  async take(
    records: readonly AuditRecord[],
    ids: readonly string[],
    { table, where }: WaitingRoom,
  ): Promise<void> {
    const marks = ids.map(() => '?').join(', ');
    await this.advance(records, (insert) =>
      this.unitOfWork.run(async () => {
        const sql = `DELETE FROM ${table} WHERE ${where} AND id IN (${marks})`;
        if ((await this.session.execute(sql, ids)) < ids.length) throw new TakenElsewhere();
        await this.session.execute(...insert);
      }),
    );
  }

  /**
   * Shows that the process is there; how far its chain goes, null while there is none, or when it
   * was given up for dead meanwhile: then another begins.
   */
  async heartbeat(): Promise<ChainPlace | null> {
    const place = this.committed;
    if (place === null || (await this.note(place, null))) return place;
    this.end = null;
    this.committed = null;
    return null;
  }

  /** The next batch begins another chain; where this one ends. Not while a batch is written. */
  async finish(ending: ChainEnding): Promise<ChainPlace | null> {
    const place = this.committed;
    this.end = null;
    this.committed = null;
    if (place !== null) await this.note(place, ending);
    return place;
  }

  private async note(
    { chain, seq, mac }: ChainPlace,
    ending: ChainEnding | null,
  ): Promise<boolean> {
    const noted = await this.session.execute(
      `UPDATE audit_chains SET seen_at = ?, head = ?, mac = ?, ended = ?
       WHERE id = ? AND ended IS NULL`,
      [this.clock.now(), seq, mac, ending, chain],
    );
    return noted === 1;
  }

  private async advance(
    records: readonly AuditRecord[],
    write: (insert: ReturnType<typeof events.insert>) => Promise<unknown>,
  ): Promise<void> {
    const begun = this.end ?? (await this.begin());
    this.end = null;
    try {
      const end = this.seals.sealed(begun, records.map(asStored));
      await write(events.insert(rowsOf(begun, records, end.mac)));
      this.end = end;
      this.committed = end;
    } catch (error) {
      // Nothing has moved, and the chain is what it was.
      if (error instanceof TakenElsewhere) this.end = begun;
      throw error;
    }
  }

  private async begin(): Promise<ChainPlace> {
    await this.finish('closed');
    const random = randomBytes(ID_LENGTH).toString('base64url');
    const id = (this.prefix + random).slice(0, ID_LENGTH);
    const now = this.clock.now();
    const nothing = { head: 0, mac: '', ended: null, swept: 0, sweptMac: '', stub: '' };
    await this.session.execute(...chains.insert([{ id, begunAt: now, seenAt: now, ...nothing }]));
    this.committed = { chain: id, seq: 0, mac: '' };
    return this.committed;
  }
}

const rowsOf = (
  begun: ChainPlace,
  records: readonly AuditRecord[],
  mac: string,
): AuditRecordEntity[] =>
  records.map((record, index) => ({
    ...record,
    chain: begun.chain,
    seq: begun.seq + 1 + index,
    mac: index === records.length - 1 ? mac : null,
  }));
