import { setImmediate as endOfTurn } from 'node:timers/promises';
import type { DatabaseSession, Parameter } from '../../database/database-session.js';
import { type ChainedEvent, EVENT_COLUMNS } from '../batch-seal.js';

const PAGE = 1000;

/** The columns of `SELECT` in their order, without the chain, which is asked for. */
type Row = readonly [
  seq: Parameter,
  id: string,
  at: Parameter,
  type: string,
  userId: string | null,
  sessionId: string | null,
  details: string,
  requestId: string,
  address: string,
  userAgent: string | null,
  name: string | null,
  salt: string | null,
  digest: string | null,
  mac: string | null,
];

const SELECT = `SELECT seq, ${EVENT_COLUMNS}, mac FROM audit_events
  WHERE chain = ? AND seq > ? ORDER BY seq LIMIT ?`;

const eventOf = (chain: string, row: Row): ChainedEvent => ({
  chain,
  seq: row[0],
  id: row[1],
  at: row[2],
  type: row[3],
  userId: row[4],
  sessionId: row[5],
  details: row[6],
  requestId: row[7],
  address: row[8],
  userAgent: row[9],
  name: row[10],
  salt: row[11],
  digest: row[12],
  mac: row[13],
});

/** All events of a chain. The next page is on its way while one is read. */
export async function* chainPages(
  session: DatabaseSession,
  chain: string,
): AsyncGenerator<readonly ChainedEvent[]> {
  const read = (after: Parameter): Promise<readonly Row[]> =>
    session.selectArrays<Row>(SELECT, [chain, after, PAGE]);
  let next = read(-1);
  for (;;) {
    const page = await next;
    const last = page.at(-1);
    if (last === undefined) return;
    next = page.length < PAGE ? Promise.resolve([]) : read(Number(last[0]));
    // Only then is it asked for; a page that is verified keeps the event loop to itself.
    await endOfTurn();
    yield page.map((row) => eventOf(chain, row));
  }
}
