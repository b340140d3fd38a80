import type { VerificationKey } from '../jws/signature.js';

const isSame = (one: VerificationKey, other: VerificationKey): boolean =>
  one.alg === other.alg && one.publicKey.equals(other.publicKey);

/** The keys that are trusted now. */
export class KeySet {
  private trusted: ReadonlyMap<string, VerificationKey> = new Map();
  /** Until when each revoked key is not to be believed, in seconds. */
  private readonly revoked = new Map<string, number>();
  private changes = 0;

  get(kid: string): VerificationKey | undefined {
    return this.trusted.get(kid);
  }

  /** Whether this very key is still trusted, and not another one by its name. */
  holds(key: VerificationKey): boolean {
    return this.trusted.get(key.kid) === key;
  }

  isRevoked(kid: string): boolean {
    return this.revoked.has(kid);
  }

  get size(): number {
    return this.trusted.size;
  }

  /** Changes whenever the keys do. */
  get generation(): number {
    return this.changes;
  }

  /**
   * Trusts these keys and no others. A revoked key that is published still stays revoked, also
   * after its time: who stole it could sign new tokens.
   * @param now in seconds
   */
  replace(published: readonly VerificationKey[], now: number): void {
    const names = new Set(published.map(({ kid }) => kid));
    for (const [kid, until] of this.revoked) {
      if (until <= now && !names.has(kid)) this.revoked.delete(kid);
    }
    const kept = published
      .filter(({ kid }) => !this.revoked.has(kid))
      .map((key) => {
        const known = this.trusted.get(key.kid);
        return known !== undefined && isSame(known, key) ? known : key;
      });
    const isUnchanged = kept.length === this.trusted.size && kept.every((key) => this.holds(key));
    if (isUnchanged) return;
    this.trusted = new Map(kept.map((key) => [key.kid, key]));
    this.changes += 1;
  }

  /** Trusts a key no more, from this moment on. */
  revoke(kid: string, until: number): void {
    this.revoked.set(kid, Math.max(until, this.revoked.get(kid) ?? 0));
    if (!this.trusted.has(kid)) return;
    this.trusted = new Map([...this.trusted].filter(([name]) => name !== kid));
    this.changes += 1;
  }
}
