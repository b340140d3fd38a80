import { Injectable } from '@nestjs/common';
import type { EventOrigin } from '../../audit/event-origin.js';
import { AuditTrail } from '../../audit/audit-trail.js';
import { Clock } from '../../clock/clock.js';
import { AppConfig } from '../../config/app-config.js';
import { AccountWriting, type Outcome } from './account-writing.js';
import { Batch, contradictsItself } from './batch.js';
import { Fields } from './formats/fields.js';
import { type FormatName, FORMATS } from './formats/formats.js';
import type { FirebaseParameters, FormatContext } from './formats/line-format.js';
import { LineRefused } from './formats/line-refusal.js';
import { type Line, linesOf } from './lines.js';
import { newAccount, type NewAccount } from './new-account.js';

export interface ImportPlan {
  readonly format: FormatName;
  readonly dryRun: boolean;
  readonly keepRoles: boolean;
  readonly firebase: FirebaseParameters | null;
}

export interface ImportCounts {
  readonly lines: number;
  readonly added: number;
  readonly present: number;
  readonly refused: number;
}

/** Hears of each refused line, in their order within a batch, and of how far the import is. */
export interface ImportListener {
  refused(line: number, refusal: LineRefused): void;
  advanced(counts: ImportCounts): void;
}

/** Bytes of a line: an account with a hundred identities has less. */
const LONGEST_LINE = 262_144;

/** Takes accounts over from lines, each an account of its own. */
@Injectable()
export class AccountImport {
  constructor(
    private readonly writing: AccountWriting,
    private readonly audit: AuditTrail,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  async run(
    source: AsyncIterable<Buffer>,
    plan: ImportPlan,
    listener: ImportListener,
    origin: EventOrigin,
  ): Promise<ImportCounts> {
    const { format, dryRun } = plan;
    if (!dryRun) await this.audit.record(origin, { type: 'import-started', format });
    const run = new ImportRun(this.writing, this.contextOf(plan), plan, listener);
    for await (const lines of linesOf(source, LONGEST_LINE)) await run.take(lines);
    const { lines, ...counts } = await run.finish();
    if (!dryRun) await this.audit.record(origin, { type: 'import-ended', ...counts });
    return { lines, ...counts };
  }

  private contextOf({ keepRoles, firebase }: ImportPlan): ImportContext {
    return {
      providers: this.config.federation.identityProviders,
      defaultRoles: this.config.accounts.defaultRoles,
      now: this.clock.now(),
      keepRoles,
      firebase,
    };
  }
}

interface ImportContext extends FormatContext {
  readonly defaultRoles: readonly string[];
}

/** One import from its first line to its last; of the lines it keeps a batch. */
class ImportRun {
  private readonly utf8 = new TextDecoder('utf-8', { fatal: true });
  private readonly counts = { lines: 0, added: 0, present: 0, refused: 0 };
  private batch = new Batch();

  constructor(
    private readonly writing: AccountWriting,
    private readonly context: ImportContext,
    private readonly plan: ImportPlan,
    private readonly listener: ImportListener,
  ) {}

  async take(lines: Iterable<Line>): Promise<void> {
    for (const line of lines) {
      this.counts.lines = line.number;
      const account = this.account(line);
      if (account === null || this.batch.take(account)) continue;
      await this.flush();
      this.batch.take(account);
    }
    this.listener.advanced(this.counts);
  }

  async finish(): Promise<ImportCounts> {
    await this.flush();
    return { ...this.counts };
  }

  private async flush(): Promise<void> {
    const { accounts } = this.batch;
    if (accounts.length === 0) return;
    const written = this.plan.dryRun
      ? await this.writing.rehearse(accounts)
      : await this.writing.write(accounts);
    this.batch = new Batch();
    this.count(written);
  }

  private count({ added, present, refused }: Outcome): void {
    this.counts.added += added;
    this.counts.present += present;
    for (const { line, refusal } of refused) this.refuse(line, refusal);
    this.listener.advanced(this.counts);
  }

  /** Null for a line that is refused, and for an empty one. */
  private account({ number, bytes }: Line): NewAccount | null {
    try {
      const text = this.textOf(bytes);
      if (text.trim() === '') return null;
      const said = FORMATS[this.plan.format](Fields.parse(text), this.context);
      const { defaultRoles: roles, now } = this.context;
      const account = newAccount(number, said, { roles, now });
      if (!contradictsItself(account)) return account;
      throw new LineRefused('bad-field', 'identities has one of them twice');
    } catch (error) {
      if (!(error instanceof LineRefused)) throw error;
      this.refuse(number, error);
      return null;
    }
  }

  private textOf(bytes: Buffer | null): string {
    if (bytes === null) {
      throw new LineRefused('line-too-long', `a line has at most ${LONGEST_LINE} bytes`);
    }
    try {
      return this.utf8.decode(bytes);
    } catch {
      throw new LineRefused('bad-json', 'the line is not UTF-8');
    }
  }

  private refuse(line: number, refusal: LineRefused): void {
    this.counts.refused += 1;
    this.listener.refused(line, refusal);
  }
}
