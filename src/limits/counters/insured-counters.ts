import { Counters, type Tally, type Window } from './counters.js';
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

  async add(key: string, window: Window): Promise<Tally> {
    const own = await this.own.add(key, window);
    return (await this.watch.ask(() => this.shared.add(key, window))) ?? own;
  }

  async readAll(keys: readonly string[]): Promise<readonly Tally[]> {
    return (await this.watch.ask(() => this.shared.readAll(keys))) ?? this.own.readAll(keys);
  }

  async remove(key: string): Promise<void> {
    await this.own.remove(key);
    await this.watch.ask(() => this.shared.remove(key));
  }
}
