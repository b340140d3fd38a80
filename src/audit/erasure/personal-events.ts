import { Injectable } from '@nestjs/common';
import { DatabaseSession } from '../../database/database-session.js';
import type { Parameter } from '../../database/database-session.js';
import type { StoredEvent } from '../batch-seal.js';
import { PersonalDigests, tellsOfPerson } from '../personal-fields.js';
import type { ChainWindow } from './chain-windows.js';
import { CopiesOfEvents } from './copies-of-events.js';
import { ownerOf } from './event-owner.js';

/** Events whose fields one statement erases. */
const AT_ONCE = 500;
/** The moment that a UUIDv7 begins with, in hexadecimal digits (RFC 9562 §5.7). */
const MOMENT = /^([\da-f]{8})-([\da-f]{4})-7/;

const COLUMNS =
  'chain, seq, id, at, user_id AS userId, details, address, user_agent AS userAgent, name, salt, digest';
const WAITING = ['audit_outbox', 'audit_events_before', "audit_events WHERE chain = ''"];

export type PersonalEvent = Omit<StoredEvent, 'type' | 'sessionId' | 'requestId'> & {
  readonly chain: string;
  readonly seq: Parameter;
};

/** Only narrows: what is found is looked at. */
const concerning = (userId: string): readonly [sql: string, ...parameters: string[]] => [
  '(user_id = ? OR details LIKE ?)',
  userId,
  `%${userId}%`,
];

/** The events that hold personal fields, and how these are taken out. */
@Injectable()
export class PersonalEvents {
  private readonly digests = new PersonalDigests();

  constructor(
    private readonly session: DatabaseSession,
    private readonly copies: CopiesOfEvents,
  ) {}

  /** What tells of a user, until a moment. */
  async of(
    userId: string,
    until: number,
    { chain, after, to }: ChainWindow,
  ): Promise<readonly PersonalEvent[]> {
    const [condition, ...values] = concerning(userId);
    const rows = await this.session.select<PersonalEvent>(
      `SELECT ${COLUMNS} FROM audit_events
       WHERE chain = ? AND seq > ? AND seq <= ? AND at <= ? AND digest IS NULL AND ${condition}`,
      [chain, after, to, until, ...values],
    );
    return rows.filter((row) => ownerOf(row) === userId && tellsOfPerson(row));
  }

  async byId(id: string): Promise<PersonalEvent | null> {
    const [, high, low] = MOMENT.exec(id) ?? [];
    if (high === undefined || low === undefined) return null;
    const [row] = await this.session.select<PersonalEvent>(
      `SELECT ${COLUMNS} FROM audit_events WHERE at = ? AND id = ? AND chain <> ''`,
      [parseInt(high + low, 16), id],
    );
    return row ?? null;
  }

  /** How many are in no chain yet. */
  async waiting(userId: string): Promise<number> {
    const [condition, ...values] = concerning(userId);
    let sum = 0;
    for (const table of WAITING) {
      const also = table.includes('WHERE') ? 'AND' : 'WHERE';
      const [row] = await this.session.select<{ readonly count: Parameter }>(
        `SELECT COUNT(*) AS count FROM ${table} ${also} ${condition}`,
        values,
      );
      sum += Number(row?.count ?? 0);
    }
    return sum;
  }

  /**
   * Leaves of each the digest that its seal was made with. All of one chain. Copies come first, so that
   * an erasure that broke off finds the events again, and once more for those made meanwhile.
   */
  async erase(events: readonly PersonalEvent[]): Promise<void> {
    for (let start = 0; start < events.length; start += AT_ONCE) {
      const some = events.slice(start, start + AT_ONCE);
      const ids = some.map(({ id }) => id);
      await this.copies.erase(ids);
      const cases = some.map(() => 'WHEN ? THEN ?').join(' ');
      const marks = some.map(() => '?').join(', ');
      await this.session.execute(
        `UPDATE audit_events SET digest = CASE seq ${cases} END,
           address = '', user_agent = NULL, name = NULL, salt = NULL
         WHERE chain = ? AND digest IS NULL AND seq IN (${marks})`,
        [
          ...some.flatMap((event) => [event.seq, this.digests.of(event)]),
          some[0]?.chain ?? '',
          ...some.map(({ seq }) => seq),
        ],
      );
      await this.copies.erase(ids);
    }
  }
}
