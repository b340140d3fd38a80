import { Counters, type Tally } from './counters.js';
import type { MemoryCounters } from './memory-counters.js';
import type { StoreWatch } from './store-watch.js';

/**
 * Counts in a shared store and, beside it, in this process: while the store is away, what this
 * instance has counted itself goes on, so that an outage hands out no fresh allowance.
 */
export class InsuredCounters extends Counters {
  constructor(
    private readonly shared: Counters,
    private readonly own: MemoryCounters,
    private readonly watch: StoreWatch,
  ) {
    super();
  }

  async add(key: string, amount: number, seconds: number): Promise<Tally> {
    const own = await this.own.add(key, amount, seconds);
    return (await this.watch.ask(() => this.shared.add(key, amount, seconds))) ?? own;
  }

  async read(key: string): Promise<Tally> {
    return (await this.watch.ask(() => this.shared.read(key))) ?? (await this.own.read(key));
  }
}
