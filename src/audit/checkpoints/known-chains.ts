import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../clock/clock.js';
import { DatabaseSession, type Parameter } from '../../database/database-session.js';
import { Table } from '../../database/table.js';
import { AuditChainEntity } from '../audit-chain.entity.js';
import type { ChainPlace } from '../batch-seal.js';
import type { ChainHead } from './checkpoint.js';

/** Milliseconds without a sign, after which the process of a chain is gone. */
const DEAD = 300_000;
const PAGE = 500;

const chains = new Table(AuditChainEntity);

const headOf = ({ id, head, mac, ended }: AuditChainEntity): ChainHead => ({
  chain: id,
  seq: head,
  mac,
  state: ended ?? 'open',
});

/** What the processes tell of their chains, and who is gone without a word. */
@Injectable()
export class KnownChains {
  private readonly log = new Logger('Audit');

  constructor(
    private readonly session: DatabaseSession,
    private readonly clock: Clock,
  ) {}

  /** The chains whose process was there since a moment, all of them since 0; page after page. */
  async *since(moment: number): AsyncGenerator<readonly ChainHead[]> {
    let after = '';
    for (;;) {
      const rows = await this.session.select<AuditChainEntity>(
        `SELECT ${chains.columns} FROM audit_chains WHERE seen_at >= ? AND id > ? ORDER BY id LIMIT ?`,
        [moment, after, PAGE],
      );
      yield rows.map((row) => headOf(chains.read(row)));
      if (rows.length < PAGE) return;
      after = rows.at(-1)?.id ?? after;
    }
  }

  /** Ends the chains of processes that are gone, at the place where they are found. */
  async reportAbandoned(): Promise<void> {
    const rows = await this.session.select<AuditChainEntity>(
      `SELECT ${chains.columns} FROM audit_chains WHERE ended IS NULL AND seen_at < ?`,
      [this.clock.now() - DEAD],
    );
    for (const row of rows) await this.abandon(chains.read(row));
  }

  private async abandon({ id, head, mac, seenAt }: AuditChainEntity): Promise<void> {
    const end = (await this.endOf(id)) ?? { chain: id, seq: head, mac };
    const won = await this.session.execute(
      `UPDATE audit_chains SET ended = 'abandoned', head = ?, mac = ?, seen_at = ?
       WHERE id = ? AND ended IS NULL AND seen_at = ?`,
      [end.seq, end.mac, this.clock.now(), id, seenAt],
    );
    if (won === 0) return;
    const last = new Date(seenAt).toISOString();
    this.log.warn(
      `The process of audit chain ${id} ended without closing it; it has ${end.seq} events, and was last there at ${last}`,
    );
  }

  private async endOf(chain: string): Promise<ChainPlace | null> {
    const [last] = await this.session.select<{
      readonly seq: Parameter;
      readonly mac: string | null;
    }>('SELECT seq, mac FROM audit_events WHERE chain = ? ORDER BY seq DESC LIMIT 1', [chain]);
    return last?.mac ? { chain, seq: Number(last.seq), mac: last.mac } : null;
  }
}
