import type { DatabaseSession } from '../../database/database-session.js';
import { type ErasedEvent, ErasedEvents } from './erased-events.js';
import type { Finding } from './finding.js';

/** What the trail says was erased of a user. */
interface Statement {
  readonly until: number;
  readonly events: number;
}

interface ErasureRow {
  readonly userId: string | null;
  readonly details: string;
}

interface Details {
  readonly event_id?: string;
  readonly until?: number;
  readonly events?: number;
}

/** Nothing of one that was altered; that is found by its seal. */
function detailsIn(text: string): Details {
  try {
    return (JSON.parse(text) ?? {}) as Details;
  } catch {
    return {};
  }
}

const finding = (where: string, detail: string): Finding => ({
  kind: 'erased-unrecorded',
  where,
  detail,
});

/** Tells erased fields of which the trail says so from those that are just gone. */
export class StatedErasures {
  readonly all = new ErasedEvents();
  private users = new Map<string, Statement>();
  private single = new Set<string>();

  private constructor(private readonly session: DatabaseSession) {}

  static async in(session: DatabaseSession): Promise<StatedErasures> {
    const erasures = new StatedErasures(session);
    await erasures.read();
    return erasures;
  }

  /** Whether the trail says that an event was erased; the user where it was with all that one did. */
  readonly explains = ({ id, at, owner }: ErasedEvent): string | boolean => {
    if (this.single.has(id)) return true;
    const said = owner === null ? undefined : this.users.get(owner);
    return owner !== null && said !== undefined && at <= said.until ? owner : false;
  };

  /** What was found, once all events of all chains have been seen. */
  async end(): Promise<readonly Finding[]> {
    const { unexplained } = this.all;
    if (unexplained.length > 0) await this.read();
    const left = unexplained.filter((event) => this.explains(event) === false);
    return [...this.missing(left), ...this.beyondCounts()];
  }

  private missing(left: readonly ErasedEvent[]): readonly Finding[] {
    const chains = new Map<string, { readonly first: number; events: number }>();
    for (const { chain, seq } of left) {
      const found = chains.get(chain) ?? { first: seq, events: 0 };
      found.events += 1;
      chains.set(chain, found);
    }
    const { more } = this.all;
    return [
      ...Array.from(chains, ([chain, { first, events }]) =>
        finding(chain, `the personal fields of ${events} events, the first is event ${first}`),
      ),
      ...(more > 0 ? [finding('audit_events', `the personal fields of ${more} more events`)] : []),
    ];
  }

  /** Some of what is gone was not there to be erased when that was said. */
  private beyondCounts(): readonly Finding[] {
    return Array.from(this.all.ofUsers).flatMap(([user, count]) => {
      const said = this.users.get(user)?.events ?? 0;
      const detail = `${count} events are erased, and the trail says ${said}`;
      return count > said ? [finding(`user ${user}`, detail)] : [];
    });
  }

  /** What was put among the events of the version before is no evidence. */
  private async read(): Promise<void> {
    const rows = await this.session.select<ErasureRow>(
      `SELECT user_id AS userId, details FROM audit_events
       WHERE type = 'personal-fields-erased' AND chain <> '' AND chain NOT LIKE 'before-%'`,
      [],
    );
    this.users = new Map();
    this.single = new Set();
    for (const row of rows) this.state(row);
  }

  private state({ userId, details }: ErasureRow): void {
    const { event_id: id, until = 0, events = 0 } = detailsIn(details);
    if (id !== undefined) {
      this.single.add(id);
      return;
    }
    if (userId === null) return;
    const before = this.users.get(userId) ?? { until: 0, events: 0 };
    this.users.set(userId, {
      until: Math.max(before.until, until),
      events: before.events + events,
    });
  }
}
