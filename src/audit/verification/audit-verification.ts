import { Injectable } from '@nestjs/common';
import { DatabaseSession, type Parameter } from '../../database/database-session.js';
import { AuditOutbox, PAGE as OUTBOX_PAGE } from '../audit-outbox.js';
import { BatchSeals, type ChainPlace } from '../batch-seal.js';
import { CheckpointSeals } from '../checkpoints/checkpoint.js';
import { chainsIn } from '../erasure/chain-windows.js';
import { ChainCheck } from './chain-check.js';
import { chainPages } from './chain-pages.js';
import { ErasedEvents } from './erased-events.js';
import type { AuditVerdict, Finding } from './finding.js';
import { StatedEnd, Statements } from './stated-heads.js';
import { StatedErasures } from './stated-erasures.js';
import { StoredCheckpoints } from './stored-checkpoints.js';

const CARRIED = 'before-';
/** Milliseconds within which a new chain is in a checkpoint. */
const LISTED_WITHIN = 300_000;

/** Where a chain begins, and what is wrong with that. */
interface Beginning {
  readonly place: ChainPlace;
  readonly findings: readonly Finding[];
}

interface ChainVerdict {
  readonly events: number;
  readonly findings: readonly Finding[];
  readonly erased: ErasedEvents;
}

/** Reads the whole audit store, also while it is written, and tells what was done to it. */
@Injectable()
export class AuditVerification {
  constructor(
    private readonly session: DatabaseSession,
    private readonly seals: BatchSeals,
    private readonly checkpointSeals: CheckpointSeals,
    private readonly checkpoints: StoredCheckpoints,
    private readonly outbox: AuditOutbox,
  ) {}

  /** @param files with checkpoints, out of reach of the database */
  async verify(files: readonly string[]): Promise<AuditVerdict> {
    // Checkpoints first: what they speak of was committed before, whatever is written meanwhile.
    const { statements, findings } = await this.statements(files);
    const erasures = await StatedErasures.in(this.session);
    const verdict = { chains: 0, events: 0, carried: 0 };
    const unseen = new Set(statements.chains());
    for await (const chain of chainsIn(this.session)) {
      unseen.delete(chain);
      const check = await this.check(chain, statements, erasures);
      verdict.chains += 1;
      verdict.events += check.events;
      if (chain.startsWith(CARRIED)) verdict.carried += check.events;
      findings.push(...check.findings);
    }
    for (const chain of unseen)
      findings.push(...(await this.check(chain, statements, erasures)).findings);
    findings.push(...(await erasures.end()));
    const outbox = await this.checkOutbox();
    findings.push(...outbox.findings);
    const waiting = outbox.waiting + (await this.waitingFromBefore());
    const { count: checkpoints, outsideCount: outsideCheckpoints } = statements;
    const { count: erased } = erasures.all;
    return { ...verdict, waiting, erased, checkpoints, outsideCheckpoints, findings };
  }

  private async statements(
    files: readonly string[],
  ): Promise<{ readonly statements: Statements; readonly findings: Finding[] }> {
    const statements = new Statements(this.checkpointSeals);
    const outside = [];
    for (const file of files) outside.push(...(await this.checkpoints.readFile(file, statements)));
    const last = await this.checkpoints.readTable(statements);
    const findings: Finding[] = [...statements.allFindings()];
    for (const { process, seq } of this.checkpoints.unknownTo(last, outside)) {
      const detail = 'the database does not know this checkpoint';
      findings.push({ kind: 'store-older', where: `${process} ${seq}`, detail });
    }
    return { statements, findings };
  }

  /** What a sweep deletes while a chain is read looks like a fault, once. */
  private async check(
    chain: string,
    statements: Statements,
    erasures: StatedErasures,
  ): Promise<ChainVerdict> {
    const first = await this.checkOnce(chain, statements, erasures);
    const last =
      first.findings.length === 0 ? first : await this.checkOnce(chain, statements, erasures);
    erasures.all.add(last.erased);
    return last;
  }

  private async checkOnce(
    chain: string,
    statements: Statements,
    { explains }: StatedErasures,
  ): Promise<ChainVerdict> {
    const erased = new ErasedEvents();
    const { place, findings } = await this.beginning(chain);
    const stated = statements.of(chain);
    const check = new ChainCheck(this.seals, place, new StatedEnd(stated));
    let begunAt = 0;
    for await (const page of chainPages(this.session, chain)) {
      begunAt ||= Number(page[0]?.at);
      for (const event of page) {
        check.add(event);
        if (event.digest !== null) erased.see(event, explains);
      }
    }
    const found = [...findings, ...check.end()];
    if (check.unknown > 0 && check.good === 0) {
      const unlisted = stated.table === null && stated.outside === null;
      const madeUp = unlisted && begunAt + LISTED_WITHIN < statements.newestAt;
      const detail = 'its seals are of a key that is not here';
      found.push({ kind: madeUp ? 'inserted' : 'cannot-tell', where: chain, detail });
    }
    return { events: check.events, findings: found, erased };
  }

  private async beginning(chain: string): Promise<Beginning> {
    const nothing: ChainPlace = { chain, seq: 0, mac: '' };
    const [row] = await this.session.select<{ swept: number; mac: string; stub: string }>(
      'SELECT swept, swept_mac AS mac, stub FROM audit_chains WHERE id = ?',
      [chain],
    );
    if (row === undefined || row.stub === '') return { place: nothing, findings: [] };
    const place = { chain, seq: row.swept, mac: row.mac };
    switch (this.seals.checkStub(place, row.stub)) {
      case 'good':
        return { place, findings: [] };
      case 'bad': {
        const detail = 'what says that its beginning was deleted for its age';
        return { place: nothing, findings: [{ kind: 'altered', where: chain, detail }] };
      }
      case 'unknown-key': {
        const detail =
          'what says that its beginning was deleted has a seal of a key that is not here';
        return { place, findings: [{ kind: 'cannot-tell', where: chain, detail }] };
      }
    }
  }

  private async checkOutbox(): Promise<{ waiting: number; findings: readonly Finding[] }> {
    const findings: Finding[] = [];
    let waiting = 0;
    for (let after = ''; ;) {
      const page = await this.outbox.leftBefore(Number.MAX_SAFE_INTEGER, after);
      waiting += page.length;
      for (const id of await this.outbox.forgedOf(page)) {
        const detail = `${id} was put there or altered by hand`;
        findings.push({ kind: 'inserted', where: 'audit_outbox', detail });
      }
      if (page.length < OUTBOX_PAGE) return { waiting, findings };
      after = page.at(-1)?.id ?? after;
    }
  }

  private async waitingFromBefore(): Promise<number> {
    const [row] = await this.session.select<{ readonly waiting: Parameter }>(
      `SELECT (SELECT COUNT(*) FROM audit_events_before)
         + (SELECT COUNT(*) FROM audit_events WHERE chain = '') AS waiting`,
      [],
    );
    return Number(row?.waiting ?? 0);
  }
}
