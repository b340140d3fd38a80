import { readFileSync, writeFileSync } from 'node:fs';
import { AuditTrail } from '../../../src/audit/audit-trail.js';
import { Checkpoints } from '../../../src/audit/checkpoints/checkpoints.js';
import { AuditVerification } from '../../../src/audit/verification/audit-verification.js';
import type { AuditVerdict } from '../../../src/audit/verification/finding.js';
import { DatabaseSession, type Parameter } from '../../../src/database/database-session.js';
import { UnitOfWork } from '../../../src/database/unit-of-work.js';
import type { TestDatabase } from '../../databases.js';
import { type AuditUnderTest, auditIn, NOW, ORIGIN } from '../audit-under-test.js';

const MINUTE = 60_000;

export type Row = Readonly<Record<string, Parameter>>;
/** Every row of each table of the audit. */
export type Snapshot = Readonly<Record<string, readonly Row[]>>;

const TABLES = ['audit_events', 'audit_chains', 'audit_checkpoints', 'audit_outbox'];

class RolledBack extends Error {}

/** A store that four processes have written, of which two have left and one has died. */
export class RecordedStore {
  private constructor(
    private readonly auditor: AuditUnderTest,
    private readonly session: DatabaseSession,
    /** The store as it was half-way. */
    readonly backup: Snapshot,
    readonly now: Snapshot,
    private readonly lines: string,
    private readonly drop: () => Promise<void>,
  ) {}

  static async on(database: TestDatabase): Promise<RecordedStore> {
    const home = await database.create();
    const auditor = await auditIn(home.url);
    const session = auditor.module.get(DatabaseSession);
    const settings = { auditCheckpoints: [auditor.checkpointsFile] };
    const writers: AuditUnderTest[] = [];
    for (let index = 0; index < 3; index += 1) writers.push(await auditIn(home.url, settings));
    const all = [auditor, ...writers];
    await round(all, 0);
    const backup = await snapshot(session);
    await round(all, 1);
    const [leaves, leavesToo, dies] = writers;
    for (const each of [leaves, leavesToo]) await each?.close();
    auditor.setTime(NOW + 10 * MINUTE);
    for (let count = 0; count < 2; count += 1) await auditor.module.get(Checkpoints).take();
    const lines = readFileSync(auditor.checkpointsFile, 'utf8');
    const now = await snapshot(session);
    const drop = async (): Promise<void> => {
      await dies?.close();
      await auditor.close();
      await home.drop();
    };
    return new RecordedStore(auditor, session, backup, now, lines, drop);
  }

  get outside(): readonly string[] {
    return this.lines.split('\n').slice(0, -1);
  }

  close(): Promise<void> {
    return this.drop();
  }

  verify(files = [this.auditor.checkpointsFile]): Promise<AuditVerdict> {
    return this.auditor.module.get(AuditVerification).verify(files);
  }

  execute(sql: string, ...parameters: Parameter[]): Promise<number> {
    return this.session.execute(sql, parameters);
  }

  async insert(table: string, row: Row): Promise<void> {
    const names = Object.keys(row);
    const marks = names.map(() => '?').join(', ');
    const sql = `INSERT INTO ${table} (${names.join(', ')}) VALUES (${marks})`;
    await this.execute(sql, ...Object.values(row));
  }

  async restore(tables: Snapshot): Promise<void> {
    for (const [table, rows] of Object.entries(tables)) {
      await this.execute(`DELETE FROM ${table}`);
      for (const row of rows) await this.insert(table, row);
    }
  }

  writeOutside(lines: readonly string[]): void {
    writeFileSync(this.auditor.checkpointsFile, `${lines.join('\n')}\n`);
  }

  /** What is found of a change, which is undone afterwards. */
  async verdictOf(change: () => Promise<void>): Promise<AuditVerdict> {
    const found: AuditVerdict[] = [];
    const tried = this.session.transaction(async () => {
      await change();
      found.push(await this.verify());
      throw new RolledBack();
    });
    await tried.catch((error: unknown) => {
      if (!(error instanceof RolledBack)) throw error;
    });
    writeFileSync(this.auditor.checkpointsFile, this.lines);
    const [verdict] = found;
    if (verdict === undefined) throw new Error('there is no verdict');
    return verdict;
  }
}

/** Batches of all sizes, units of work and checkpoints, of all processes at once. */
async function round(all: readonly AuditUnderTest[], number: number): Promise<void> {
  await Promise.all(
    all.map(async ({ module, setTime }, index) => {
      setTime(NOW + number * MINUTE);
      const trail = module.get(AuditTrail);
      const record = (generation: number): Promise<void> =>
        trail.record(
          { ...ORIGIN, address: `192.0.2.${index}` },
          { type: 'session-refreshed', userId: `user-${index}`, sessionId: 's', generation },
        );
      for (let count = 0; count < 6; count += 1) {
        const burst = Array.from({ length: 1 + count * 2 }, (_, each) => record(each));
        await Promise.all(burst);
      }
      await module.get(UnitOfWork).run(() => record(1000));
      await module.get(Checkpoints).take();
      await record(2000);
    }),
  );
}

async function snapshot(session: DatabaseSession): Promise<Snapshot> {
  const tables: Record<string, readonly Row[]> = {};
  for (const table of TABLES) {
    const rows = await session.select<Row>(`SELECT * FROM ${table}`, []);
    tables[table] = rows.map((row) => ({ ...row }));
  }
  return tables;
}
