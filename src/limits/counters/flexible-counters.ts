import type { RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';
import { Counters, type Tally } from './counters.js';

/** Options of a limiter that only counts: what is too much is decided on here, not there. */
export const COUNTING = { keyPrefix: 'limit', points: 1, duration: 1 } as const;

const NOTHING: Tally = { count: 0, msLeft: 0 };

const tallyOf = ({ consumedPoints, msBeforeNext }: RateLimiterRes): Tally => ({
  count: consumedPoints,
  msLeft: msBeforeNext,
});

/** Counts in any store that rate-limiter-flexible knows. */
export class FlexibleCounters extends Counters {
  constructor(private readonly limiter: RateLimiterAbstract) {
    super();
  }

  async add(key: string, amount: number, seconds: number): Promise<Tally> {
    return tallyOf(await this.limiter.penalty(key, amount, { customDuration: seconds }));
  }

  async read(key: string): Promise<Tally> {
    const found = await this.limiter.get(key);
    return found === null ? NOTHING : tallyOf(found);
  }
}
