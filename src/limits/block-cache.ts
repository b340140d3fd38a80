/** How many refusals are remembered. */
const ROOM = 10_000;

/** What counts refused a moment ago is refused again without asking the store, however often. */
export class BlockCache {
  private readonly until = new Map<string, number>();

  /** @param until by the monotonic clock: setting the other neither ends nor prolongs a refusal */
  note(key: string, until: number): void {
    this.until.delete(key);
    this.until.set(key, until);
    const [oldest] = this.until.keys();
    if (this.until.size > ROOM && oldest !== undefined) this.until.delete(oldest);
  }

  has(key: string): boolean {
    return this.until.has(key);
  }

  /** Milliseconds that a refusal still lasts; 0 when there is none. */
  msLeft(key: string, now: number): number {
    const until = this.until.get(key);
    if (until === undefined) return 0;
    const left = until - now;
    if (left > 0) return left;
    this.until.delete(key);
    return 0;
  }
}
