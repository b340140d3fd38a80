import type { Claims } from '../claims/claims.js';
import type { KeySet } from '../keys/key-set.js';
import type { FeedAnswer } from './feed-answer.js';
import { Revocations } from './revocations.js';

/** Seconds between two looks at all entries. */
const SWEEP = 60;

/** What the feed has said so far. */
export class RevocationList {
  private current = new Revocations();
  /** A snapshot of which not every page has come. */
  private coming: Revocations | null = null;
  private swept = 0;

  constructor(private readonly keys: KeySet) {}

  /** @param now in seconds */
  concern(claims: Claims, now: number): boolean {
    return this.current.concern(claims, now);
  }

  get size(): number {
    return this.current.size;
  }

  /**
   * Takes a page in. The pages of a snapshot replace what was known when the last of them is there,
   * all at once; a revoked key is dropped without waiting for that.
   */
  apply({ snapshot, more, events }: FeedAnswer, now: number): void {
    if (snapshot) this.coming = new Revocations();
    const target = this.coming ?? this.current;
    for (const event of events) {
      if (event.type === 'key-revoked') this.keys.revoke(event.id, event.until);
      else target.add(event);
    }
    if (!more && this.coming !== null) {
      this.current = this.coming;
      this.coming = null;
    }
    this.sweep(now);
  }

  private sweep(now: number): void {
    if (now < this.swept + SWEEP) return;
    this.swept = now;
    this.current.forgetBefore(now);
  }
}
