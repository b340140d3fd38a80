import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../clock/clock.js';
import { AuthError } from '../../errors/auth-error.js';
import { nextChange, statesAt, type StatedKey } from './key-states.js';
import type { RingKey, TurnKey } from './ring-key.js';
import type { PublicJwk, SigningKey, VerificationKey } from './verification-key.js';

/** A JWK Set (RFC 7517 §5). */
export interface JwksDocument {
  readonly keys: readonly PublicJwk[];
}

/** What the world may know of the key ring. */
export abstract class PublicKeys {
  /** The signing key first, then every other key whose tokens verify. */
  abstract jwks(): JwksDocument;
}

/** Milliseconds that a signature waits for the next key where the one in use was revoked. */
const PATIENCE = 5000;
/** Milliseconds between two looks meanwhile. */
const PAUSE = 20;

/** The ring from one moment to another. */
interface View {
  readonly from: number;
  readonly until: number;
  readonly signing: TurnKey | null;
  readonly trusted: readonly VerificationKey[];
  readonly document: JwksDocument;
}

function viewAt(keys: readonly RingKey[], now: number): View {
  const stated = statesAt(keys, now);
  const inUse = stated.find(({ state }) => state === 'in-use');
  const entry = inUse !== undefined && 'signedUntil' in inUse ? inUse.entry : null;
  const trusted = new Map<string, VerificationKey>();
  const all = stated.filter(isTrusted).map((each) => each.entry.key);
  for (const key of entry === null ? all : [entry.key, ...all]) {
    if (!trusted.has(key.kid)) trusted.set(key.kid, key);
  }
  const document = { keys: [...trusted.values()].map(({ jwk }) => jwk) };
  const until = nextChange(stated, now);
  return { from: now, until, signing: entry, trusted: [...trusted.values()], document };
}

const isTrusted = ({ state }: StatedKey): boolean => state !== 'revoked' && state !== 'retired';

const kidsOf = (keys: readonly VerificationKey[]): string => keys.map(({ kid }) => kid).join();

/**
 * The keys of this instance as they were last read. Which of them signs, and which verify, is looked
 * up by the clock each time: all instances change over in the same moment.
 */
export class KeyRing extends PublicKeys {
  /** When keys were withdrawn of which the store may not know. */
  private readonly withdrawn = new Map<string, number>();
  private view: View;
  private changes = 0;

  constructor(
    private readonly clock: Clock,
    private keys: readonly RingKey[],
  ) {
    super();
    this.view = viewAt(keys, clock.now());
  }

  /** The key that signs; null in the moments after the one in use was revoked. */
  get signing(): TurnKey | null {
    return this.current().signing;
  }

  /** Every key that a token may be signed with. */
  get trusted(): readonly VerificationKey[] {
    return this.current().trusted;
  }

  /** Another number whenever the trusted keys are others. */
  get generation(): number {
    this.current();
    return this.changes;
  }

  jwks(): JwksDocument {
    return this.current().document;
  }

  /**
   * The key to sign with, awaited for a little where the one in use was revoked.
   * @throws AuthError OVERLOADED when there is none in time
   */
  async signer(): Promise<SigningKey> {
    return this.signing?.key ?? this.nextSigner();
  }

  /** Takes these in place of all others. */
  use(keys: readonly RingKey[]): void {
    this.keys = keys.map((entry) => this.withdrawnIfSo(entry));
    this.look(this.clock.now());
  }

  /** Trusts a key no more, from this moment on and whatever is read later. */
  withdraw(kid: string, revokedAt: number): void {
    this.withdrawn.set(kid, revokedAt);
    this.use(this.keys);
  }

  /** When the key was withdrawn; null where it was not. */
  withdrawnAt(kid: string): number | null {
    return this.withdrawn.get(kid) ?? null;
  }

  private withdrawnIfSo<Entry extends RingKey>(entry: Entry): Entry {
    const revokedAt = entry.revokedAt ?? this.withdrawnAt(entry.key.kid);
    return { ...entry, revokedAt };
  }

  private async nextSigner(): Promise<SigningKey> {
    const deadline = this.clock.monotonic() + PATIENCE;
    while (this.clock.monotonic() < deadline) {
      await delay(PAUSE);
      if (this.signing !== null) return this.signing.key;
    }
    throw new AuthError({ code: 'OVERLOADED', retryAfter: 1 });
  }

  private current(): View {
    const now = this.clock.now();
    if (now < this.view.from || now >= this.view.until) this.look(now);
    return this.view;
  }

  private look(now: number): void {
    const before = kidsOf(this.view.trusted);
    this.view = viewAt(this.keys, now);
    if (kidsOf(this.view.trusted) !== before) this.changes += 1;
  }
}
