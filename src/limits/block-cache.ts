/** How many refusals are remembered. */
const ROOM = 10_000;

/** What counts refused a moment ago is refused again without asking the store, however often. */
export class BlockCache {
  private readonly blocks = new Map<string, { readonly from: number; readonly until: number }>();

  /** @param from milliseconds since the epoch */
  note(key: string, from: number, ms: number): void {
    this.blocks.delete(key);
    this.blocks.set(key, { from, until: from + ms });
    const [oldest] = this.blocks.keys();
    if (this.blocks.size > ROOM && oldest !== undefined) this.blocks.delete(oldest);
  }

  /** Milliseconds that a refusal still lasts; 0 when there is none. */
  msLeft(key: string, now: number): number {
    const block = this.blocks.get(key);
    if (block === undefined) return 0;
    // A clock that was set back would prolong it: the store is asked again.
    if (now >= block.from && now < block.until) return block.until - now;
    this.blocks.delete(key);
    return 0;
  }
}
