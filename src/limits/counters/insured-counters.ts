import { Counters, type Tally, type Window } from './counters.js';
import type { MemoryCounters } from './memory-counters.js';
import type { StoreWatch } from './store-watch.js';

/** What is counted, for a second, to find out whether a store that was away takes writes again. */
const TRIAL = { key: 'trial', window: { seconds: 1 } } as const;

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

  async add(key: string, window: Window): Promise<Tally> {
    const own = await this.own.add(key, window);
    return (await this.watch.ask(() => this.shared.add(key, window))) ?? own;
  }

  async readAll(keys: readonly string[]): Promise<readonly Tally[]> {
    return (await this.watch.ask(() => this.readShared(keys))) ?? this.own.readAll(keys);
  }

  async remove(key: string): Promise<void> {
    await this.own.remove(key);
    await this.watch.ask(() => this.shared.remove(key));
  }

  /** A master that became a replica answers what is read, with counts of before. */
  private async readShared(keys: readonly string[]): Promise<readonly Tally[]> {
    if (this.watch.away) await this.shared.add(TRIAL.key, TRIAL.window);
    return this.shared.readAll(keys);
  }
}
