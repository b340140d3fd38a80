import { KEPT_AFTER_USE } from './key-lifetimes.js';
import { isTurnKey, type RingKey, type StandingKey, type TurnKey } from './ring-key.js';

/** What a key is at some moment. */
export type KeyState =
  'standby' | 'in-use' | 'previously-used' | 'verifies-only' | 'revoked' | 'retired';

export type StatedKey =
  | { readonly entry: StandingKey; readonly state: 'verifies-only' | 'revoked' }
  | {
      readonly entry: TurnKey;
      readonly state: Exclude<KeyState, 'verifies-only'>;
      /** When the next key takes over; null while none is known. */
      readonly signedUntil: number | null;
    };

export type StatedTurn = Extract<StatedKey, { readonly entry: TurnKey }>;

/** A key that was revoked before its turn came has none, and ends that of no other one. */
const hasTurn = ({ signsFrom, revokedAt }: TurnKey): boolean =>
  revokedAt === null || revokedAt > signsFrom;

const isBefore = (one: TurnKey, other: TurnKey): boolean =>
  one.signsFrom < other.signsFrom ||
  (one.signsFrom === other.signsFrom && one.number < other.number);

function signedUntil(entry: TurnKey, turns: readonly TurnKey[]): number | null {
  const later = turns.filter((other) => hasTurn(other) && isBefore(entry, other));
  return later.length === 0 ? null : Math.min(...later.map(({ signsFrom }) => signsFrom));
}

function turnState(entry: TurnKey, until: number | null, now: number): StatedTurn['state'] {
  if (entry.revokedAt !== null) return 'revoked';
  if (entry.signsFrom > now) return 'standby';
  if (until === null || until > now) return 'in-use';
  return until + KEPT_AFTER_USE > now ? 'previously-used' : 'retired';
}

/**
 * What each key is at a moment. It follows from the times of all keys, so that every instance that
 * has read the same ones comes to the same result, without a word to the others. A key never signs
 * again once its turn is over: where the one in use is revoked, none signs until the next begins.
 */
export function statesAt(keys: readonly RingKey[], now: number): readonly StatedKey[] {
  const turns = keys.filter(isTurnKey);
  return keys.map((entry): StatedKey => {
    if (!isTurnKey(entry)) {
      return { entry, state: entry.revokedAt === null ? 'verifies-only' : 'revoked' };
    }
    const until = signedUntil(entry, turns);
    return { entry, state: turnState(entry, until, now), signedUntil: until };
  });
}

/** The next moment after `now` at which one of these keys becomes something else. */
export function nextChange(stated: readonly StatedKey[], now: number): number {
  const moments = stated.flatMap((each) => {
    if (!('signedUntil' in each)) return [];
    const { entry, signedUntil: until } = each;
    return until === null ? [entry.signsFrom] : [entry.signsFrom, until, until + KEPT_AFTER_USE];
  });
  return Math.min(Infinity, ...moments.filter((moment) => moment > now));
}
