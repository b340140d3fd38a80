import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { Counters, NOTHING, type Tally, type Window } from './counters.js';

/** Counts from which a key is worth keeping before others. */
const OFTEN = 3;
const KEYS = 50_000;

const tallyOf = ({ consumedPoints, msBeforeNext }: RateLimiterRes): Tally => ({
  count: consumedPoints,
  msLeft: msBeforeNext,
});

/**
 * Counts in this process. Attackers choose the keys, so there is room for a fixed number: keys that
 * were counted once or twice make room for each other and never displace one that is under attack.
 */
export class MemoryCounters extends Counters {
  /** It only counts: what is too much is decided on elsewhere. */
  private readonly limiter = new RateLimiterMemory({ points: 1, duration: 1 });
  private readonly seldom = new Set<string>();
  private readonly often = new Set<string>();

  /** @param room how many keys of either kind are kept */
  constructor(private readonly room: number = KEYS) {
    super();
  }

  /** How many keys are kept. */
  get size(): number {
    return this.seldom.size + this.often.size;
  }

  async add(key: string, { seconds, movesFrom = Infinity }: Window): Promise<Tally> {
    let counted = await this.limiter.penalty(key, 1, { customDuration: seconds });
    if (counted.consumedPoints >= movesFrom) {
      counted = await this.limiter.set(key, counted.consumedPoints, seconds);
    }
    await this.keep(key, counted.consumedPoints);
    return tallyOf(counted);
  }

  readAll(keys: readonly string[]): Promise<readonly Tally[]> {
    return Promise.all(keys.map((key) => this.read(key)));
  }

  isUntouched(key: string): boolean {
    return !this.seldom.has(key) && !this.often.has(key);
  }

  async remove(key: string): Promise<void> {
    this.seldom.delete(key);
    this.often.delete(key);
    await this.limiter.delete(key);
  }

  private async read(key: string): Promise<Tally> {
    if (this.isUntouched(key)) return NOTHING;
    const found = await this.limiter.get(key);
    return found === null ? NOTHING : tallyOf(found);
  }

  private async keep(key: string, count: number): Promise<void> {
    this.seldom.delete(key);
    this.often.delete(key);
    const kept = count < OFTEN ? this.seldom : this.often;
    kept.add(key);
    const [oldest] = kept;
    if (kept.size <= this.room || oldest === undefined) return;
    kept.delete(oldest);
    await this.limiter.delete(oldest);
  }
}
