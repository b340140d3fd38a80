import { Injectable } from '@nestjs/common';
import type { EventOrigin } from '../audit/event-origin.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { Clock } from '../clock/clock.js';
import { AppConfig } from '../config/app-config.js';
import { newPrivateKey } from '../tokens/keys/key-creation.js';
import { STANDBY_TIME } from '../tokens/keys/key-lifetimes.js';
import { type StatedKey, statesAt } from '../tokens/keys/key-states.js';
import { signingKey } from '../tokens/keys/verification-key.js';
import { KeyStore, type StoredKeys, type TurnKey } from './key-store.js';

/** Milliseconds within which every instance has read the keys again. */
export const FOLLOWED_WITHIN = 2000;
/** Milliseconds within which it has done so when the log of revocations says that it should. */
export const TOLD_WITHIN = 700;

/** When a new key signs. */
interface Turn {
  /** For how many milliseconds it is published before. */
  readonly known: number;
  /** Milliseconds since the epoch. */
  readonly notBefore?: number;
}

/** How often others may add a key first. */
const TRIES = 20;

/** The key that signs next, if there is one. */
export function nextKey(stated: readonly StatedKey[]): TurnKey | null {
  const waiting = stated.flatMap((each) =>
    each.state === 'standby' && 'signedUntil' in each ? [each.entry] : [],
  );
  return waiting.toSorted((one, other) => one.signsFrom - other.signsFrom)[0] ?? null;
}

/** Puts keys into the ring, and brings the next one forward. */
@Injectable()
export class KeyRotation {
  constructor(
    private readonly store: KeyStore,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly config: AppConfig,
  ) {}

  /** In the order in which they sign, and those that never do at the end. */
  async list(): Promise<readonly StatedKey[]> {
    const turnOf = ({ entry: { signsFrom } }: StatedKey): number => signsFrom ?? Infinity;
    const stated = this.states(await this.store.read());
    return stated.toSorted((one, other) => (turnOf(one) < turnOf(other) ? -1 : 1));
  }

  states({ keys }: StoredKeys): readonly StatedKey[] {
    return statesAt(keys, this.clock.now());
  }

  /** Adds the first key; false where one signs already. */
  async begin(origin: EventOrigin): Promise<boolean> {
    const stored = await this.store.read();
    if (this.states(stored).some(({ state }) => state === 'in-use')) return false;
    return (await this.add(stored, { known: 0 }, origin)) !== null;
  }

  /**
   * Has the next key sign, which is made where there is none: when no service can lack it any more,
   * or `now`, which is when every instance knows it.
   */
  async rotate({ now }: { readonly now: boolean }, origin: EventOrigin): Promise<TurnKey> {
    const known = now ? FOLLOWED_WITHIN : STANDBY_TIME;
    for (let tries = 0; tries < TRIES; tries += 1) {
      const next = await this.takeOver(await this.store.read(), known, origin);
      if (next !== null) return next;
    }
    throw new Error('Other instances add signing keys all the time');
  }

  /**
   * Has the next key sign as soon as it has been published for `known` milliseconds; null when
   * another instance added one meanwhile.
   */
  async takeOver(stored: StoredKeys, known: number, origin: EventOrigin): Promise<TurnKey | null> {
    const now = this.clock.now();
    const next = nextKey(this.states(stored));
    if (next === null) return this.add(stored, { known }, origin);
    const signsFrom = Math.max(now, next.publishedAt + known);
    if (next.signsFrom <= signsFrom) return next;
    await this.store.bringForward(next, signsFrom);
    const { kid } = next.key;
    await this.audit.record(origin, { type: 'signing-key-brought-forward', kid, signsFrom });
    return { ...next, signsFrom };
  }

  /** Adds a key; null when another instance was faster. */
  async add(
    { highest }: StoredKeys,
    { known, notBefore = 0 }: Turn,
    origin: EventOrigin,
  ): Promise<TurnKey | null> {
    const key = signingKey('A new key', await newPrivateKey(this.config.tokens.jwtAlgorithm));
    // Making it takes a while, and until then it is not known.
    const publishedAt = this.clock.now();
    const signsFrom = Math.max(notBefore, publishedAt + known);
    const made = { key, number: highest + 1, publishedAt, signsFrom, revokedAt: null };
    if (!(await this.store.add(made))) return null;
    await this.audit.record(origin, { type: 'signing-key-created', kid: key.kid, signsFrom });
    return made;
  }
}
