import type { DatabaseSession } from '../../database/database-session.js';
import type { Parameter } from '../../database/database-session.js';

/** Events that one statement looks through at most. */
const WIDTH = 20_000;

/** Events of one chain, by their numbers. */
export interface ChainWindow {
  readonly chain: string;
  /** Not included. */
  readonly after: number;
  /** Included. */
  readonly to: number;
}

/** The chains that have events, by their ids; without what is in no chain yet. */
export async function* chainsIn(session: DatabaseSession): AsyncGenerator<string> {
  for (let after = ''; ;) {
    const [row] = await session.select<{ readonly chain: string }>(
      'SELECT chain FROM audit_events WHERE chain > ? ORDER BY chain LIMIT 1',
      [after],
    );
    if (row === undefined) return;
    after = row.chain;
    yield after;
  }
}

/** All events of all chains, some after the other. */
export async function* windowsIn(session: DatabaseSession): AsyncGenerator<ChainWindow> {
  for await (const chain of chainsIn(session)) {
    const [row] = await session.select<{ first: Parameter; last: Parameter }>(
      'SELECT MIN(seq) AS first, MAX(seq) AS last FROM audit_events WHERE chain = ?',
      [chain],
    );
    const last = Number(row?.last ?? 0);
    for (let after = Number(row?.first ?? 1) - 1; after < last; after += WIDTH) {
      yield { chain, after, to: Math.min(after + WIDTH, last) };
    }
  }
}
