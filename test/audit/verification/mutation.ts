import type { FindingKind } from '../../../src/audit/verification/finding.js';
import type { RecordedStore, Row } from './recorded-store.js';

/** Numbers that are the same for the same seed (mulberry32). */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

export interface Mutation {
  readonly name: string;
  readonly expected: FindingKind;
  /** What may be found beside it. */
  readonly also?: FindingKind;
  readonly apply: () => Promise<void>;
}

export type Random = ReturnType<typeof randomFrom>;
export type Mutate = (store: RecordedStore, random: Random) => Mutation;

export const text = (row: Row, name: string): string => String(row[name]);
export const seqOf = (row: Row): number => Number(row.seq);

export function rowsOf(store: RecordedStore, table: string): readonly Row[] {
  return store.now[table] ?? [];
}

export function pick<T>(random: Random, from: readonly T[]): T {
  const found = from[random(from.length)];
  if (found === undefined) throw new Error('there is nothing to pick');
  return found;
}

export const chainOf = (store: RecordedStore, chain: string): readonly Row[] =>
  rowsOf(store, 'audit_events')
    .filter((row) => row.chain === chain)
    .toSorted((one, other) => seqOf(one) - seqOf(other));

export const someEvent = (store: RecordedStore, random: Random): Row =>
  pick(random, rowsOf(store, 'audit_events'));

export const someChain = (store: RecordedStore, random: Random): readonly Row[] =>
  chainOf(store, text(someEvent(store, random), 'chain'));

export const WHERE = 'WHERE chain = ? AND seq = ?';
