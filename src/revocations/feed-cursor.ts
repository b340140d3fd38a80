import type { Heads } from '../token-store/revocation-log.js';

/** How far a reader has come: when it was told so, and its place in each chain. */
export interface FeedCursor {
  /** Seconds since the epoch. */
  readonly at: number;
  readonly places: ReadonlyMap<string, number>;
}

const VERSION = '1';
const CHAIN = /^([\w-]{22})\.([1-9]\d{0,9})$/;
const SECONDS = /^[1-9]\d{0,11}$/;

/** Readers must not look into it. Every character is one that a URL takes as it is (RFC 3986 §2.3). */
export function cursorText({ at, places }: FeedCursor): string {
  return [VERSION, String(at), placesText(places)].filter((part) => part !== '').join('~');
}

/** Equal for equal places. */
export function placesText(places: Heads): string {
  const sorted = [...places].sort(([one], [other]) => (one < other ? -1 : 1));
  return sorted.map(([chain, seq]) => `${chain}.${seq}`).join('~');
}

/** Null for what `cursorText` never wrote. */
export function readCursor(text: string): FeedCursor | null {
  const [version, at, ...rest] = text.split('~');
  if (version !== VERSION || at === undefined || !SECONDS.test(at)) return null;
  const places = new Map<string, number>();
  for (const each of rest) {
    const [, chain, seq] = CHAIN.exec(each) ?? [];
    if (chain === undefined || seq === undefined) return null;
    places.set(chain, Number(seq));
  }
  return { at: Number(at), places };
}
