import { RateLimiterMemory } from 'rate-limiter-flexible';
import { Counters, type Tally } from './counters.js';
import { COUNTING, FlexibleCounters } from './flexible-counters.js';

/** Counts from which a key is worth keeping before others. */
const OFTEN = 3;
const KEYS = 50_000;

const NOTHING: Tally = { count: 0, msLeft: 0 };

/**
 * Counts in this process. Attackers choose the keys, so there is room for a fixed number: keys that
 * were counted once or twice make room for each other and never displace one that is under attack.
 */
export class MemoryCounters extends Counters {
  private readonly limiter = new RateLimiterMemory(COUNTING);
  private readonly counters = new FlexibleCounters(this.limiter);
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

  async add(key: string, amount: number, seconds: number): Promise<Tally> {
    const tally = await this.counters.add(key, amount, seconds);
    await this.keep(key, tally.count);
    return tally;
  }

  async read(key: string): Promise<Tally> {
    return this.seldom.has(key) || this.often.has(key) ? this.counters.read(key) : NOTHING;
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
