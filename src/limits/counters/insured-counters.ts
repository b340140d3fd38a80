import { Counters, type Tally } from './counters.js';
import type { MemoryCounters } from './memory-counters.js';
import type { StoreWatch } from './store-watch.js';

/** What is counted, for a second, to find out whether the store takes writes again. */
const TRIAL = { key: 'trial', seconds: 1 } as const;

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
    return (await this.watch.ask(() => this.readShared(key))) ?? (await this.own.read(key));
  }

  /**
   * A master that became a replica answers what is read, with counts of before. So a store that is
   * away has to show first that it can be written.
   */
  private async readShared(key: string): Promise<Tally> {
    if (this.watch.away) await this.shared.add(TRIAL.key, 1, TRIAL.seconds);
    return this.shared.read(key);
  }
}
