import { randomBytes } from 'node:crypto';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DatabaseSession } from '../database/database-session.js';
import { GroupCommit } from '../database/group-commit.js';
import { Table } from '../database/table.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { RevocationChainEntity, RevocationEntity } from './revocation.entity.js';
import {
  type Heads,
  type LoggedRevocation,
  type Position,
  type Revocation,
  RevocationLog,
} from './revocation-log.js';

const LIMITS = { batch: 200, queue: 10_000 };

const revocations = new Table(RevocationEntity);
const chains = new Table(RevocationChainEntity);

/**
 * Each batch is one transaction, and the next one begins when it has committed. What is written in
 * the transaction of a unit of work goes to another chain, whose row is locked until that commits.
 */
@Injectable()
export class TypeOrmRevocationLog extends RevocationLog implements OnApplicationShutdown {
  private readonly commits = new GroupCommit<Revocation, boolean>(
    (batch) => this.write(batch),
    LIMITS,
  );
  /** Where the chain of this process ends; null until it has one. */
  private end: Position | null = null;
  /** The chain of units of work; null until there is one. */
  private shared: string | null = null;

  constructor(
    private readonly session: DatabaseSession,
    private readonly unitOfWork: UnitOfWork,
  ) {
    super();
  }

  append(batch: readonly Revocation[]): Promise<readonly boolean[]> {
    if (this.session.inTransaction) return this.join(batch);
    return this.commits.add(batch);
  }

  async heads(): Promise<Heads> {
    const sql = `SELECT ${chains.columns} FROM revocation_chains`;
    const rows = await this.session.select<RevocationChainEntity>(sql, []);
    return new Map(rows.map(({ id, head }) => [id, head]));
  }

  async read(
    { chain, seq }: Position,
    upTo: number,
    limit: number,
  ): Promise<readonly LoggedRevocation[]> {
    const rows = await this.session.select<RevocationEntity>(
      `SELECT ${revocations.columns} FROM revocations
       WHERE chain = ? AND seq > ? AND seq <= ? ORDER BY seq LIMIT ?`,
      [chain, seq, upTo, limit],
    );
    return rows.map((row) => revocations.read(row));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.commits.drain();
  }

  private async write(batch: readonly Revocation[]): Promise<readonly boolean[]> {
    const begun = this.end;
    // Whatever goes wrong, the outcome of a commit may be unknown: the next batch begins a chain.
    this.end = null;
    const { ended, end } = await this.unitOfWork.run(() => this.writeTo(begun, batch));
    this.end = end;
    return ended;
  }

  private async writeTo(
    begun: Position | null,
    batch: readonly Revocation[],
  ): Promise<{ readonly ended: readonly boolean[]; readonly end: Position | null }> {
    const { ended, written } = await this.endSessions(batch);
    const [last] = written.slice(-1);
    if (last === undefined) return { ended, end: begun };
    const end = await this.advance(begun, written.length, last.revokedAt);
    await this.insert(written, end);
    return { ended, end };
  }

  private async join(batch: readonly Revocation[]): Promise<readonly boolean[]> {
    const { ended, written } = await this.endSessions(batch);
    const [last] = written.slice(-1);
    if (last !== undefined) {
      await this.insert(written, await this.extend(written.length, last.revokedAt));
    }
    return ended;
  }

  private async endSessions(batch: readonly Revocation[]): Promise<{
    readonly ended: readonly boolean[];
    /** Less the sessions that had ended before. */
    readonly written: readonly Revocation[];
  }> {
    const ended: boolean[] = [];
    for (const each of batch) ended.push(each.kind !== 'session' || (await this.endSession(each)));
    return { ended, written: batch.filter((_, index) => ended[index]) };
  }

  private async insert(written: readonly Revocation[], end: Position): Promise<void> {
    const first = end.seq - written.length + 1;
    const rows = written.map((each, index) => ({ ...each, chain: end.chain, seq: first + index }));
    await this.session.execute(...revocations.insert(rows));
  }

  private async endSession({ subject, reason, revokedAt }: Revocation): Promise<boolean> {
    const ended = await this.session.execute(
      `UPDATE refresh_tokens SET revoked_at = ?, revoked_reason = ?
       WHERE id = ? AND revoked_at IS NULL`,
      [revokedAt, reason, subject],
    );
    return ended === 1;
  }

  /**
   * The next transaction that extends it waits for the end of this one, and a rollback takes the
   * numbers back: no hole, and none that can be read before a lower one.
   */
  private async extend(by: number, writtenAt: number): Promise<Position> {
    if (this.shared !== null) {
      const position = await this.extendChain(this.shared, by, writtenAt);
      if (position !== null) return position;
    }
    this.shared = await this.begin(by, writtenAt);
    return { chain: this.shared, seq: by };
  }

  private async extendChain(
    chain: string,
    by: number,
    writtenAt: number,
  ): Promise<Position | null> {
    const extended = await this.session.execute(
      'UPDATE revocation_chains SET head = head + ?, written_at = ? WHERE id = ?',
      [by, writtenAt, chain],
    );
    // Swept, or begun by a transaction that was rolled back.
    if (extended !== 1) return null;
    const sql = 'SELECT head FROM revocation_chains WHERE id = ?';
    const [row] = await this.session.select<{ readonly head: number }>(sql, [chain]);
    return row === undefined ? null : { chain, seq: row.head };
  }

  /** A chain that is not as this process left it was swept, or belongs to a backup: a new one begins. */
  private async advance(begun: Position | null, by: number, writtenAt: number): Promise<Position> {
    if (begun !== null) {
      const head = begun.seq + by;
      const moved = await this.session.execute(
        'UPDATE revocation_chains SET head = ?, written_at = ? WHERE id = ? AND head = ?',
        [head, writtenAt, begun.chain, begun.seq],
      );
      if (moved === 1) return { chain: begun.chain, seq: head };
    }
    return { chain: await this.begin(by, writtenAt), seq: by };
  }

  private async begin(head: number, writtenAt: number): Promise<string> {
    const id = randomBytes(16).toString('base64url');
    await this.session.execute(...chains.insert([{ id, head, writtenAt }]));
    return id;
  }
}
