import { Injectable } from '@nestjs/common';
import type { EventOrigin } from '../../audit/event-origin.js';
import { AuditTrail } from '../../audit/audit-trail.js';
import { Identities, type Identity } from '../../federation/identities/identities.js';
import { type AccountRow, AccountRows } from '../../users/account-rows.js';
import { writePortcullisLine } from './formats/portcullis-line.js';

/** Accounts that are read at a time. */
const PAGE = 500;

/** Tells every account with its hash and its identities, in the order of ids. */
@Injectable()
export class AccountExport {
  constructor(
    private readonly rows: AccountRows,
    private readonly identities: Identities,
    private readonly audit: AuditTrail,
  ) {}

  /** Pages of lines that import reads. An account that is made meanwhile may be among them or not. */
  async *run(origin: EventOrigin): AsyncGenerator<readonly string[]> {
    await this.audit.record(origin, { type: 'export-started' });
    let exported = 0;
    for await (const rows of this.pages()) {
      yield await this.linesOf(rows);
      exported += rows.length;
    }
    await this.audit.record(origin, { type: 'export-ended', exported });
  }

  private async *pages(): AsyncGenerator<readonly AccountRow[]> {
    let last: string | null = null;
    do {
      const rows: readonly AccountRow[] = await this.rows.after(last, PAGE);
      if (rows.length > 0) yield rows;
      last = rows.at(-1)?.id ?? null;
    } while (last !== null);
  }

  private async linesOf(rows: readonly AccountRow[]): Promise<readonly string[]> {
    const identities = new Map<string, Identity[]>();
    for (const identity of await this.identities.ofUsers(rows.map(({ id }) => id))) {
      const others = identities.get(identity.userId);
      if (others === undefined) identities.set(identity.userId, [identity]);
      else others.push(identity);
    }
    return rows.map((row) => writePortcullisLine(row, identities.get(row.id) ?? []));
  }
}
