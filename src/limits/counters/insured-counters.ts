import { Logger } from '@nestjs/common';
import { Counters, type Tally, type Window } from './counters.js';
import type { MemoryCounters } from './memory-counters.js';

/**
 * Milliseconds of silence after which a store that was asked something counts as away. Without the
 * database there are no logins either, so waiting a little longer for that one delays no login.
 */
const PATIENCE = { redis: 50, mysql: 250 } as const;
/** Milliseconds until a store that is away is asked again. */
const RETRY = 1000;

/** Whether the shared store answers; one line in the log when that changes. */
export class StoreWatch {
  private readonly log = new Logger('Limits');
  private lostAt: number | null = null;
  private heardAt = 0;

  /**
   * @param store its name, for the log
   * @param patience milliseconds of silence that it may keep
   */
  constructor(
    readonly store: 'redis' | 'mysql',
    private readonly patience: number = PATIENCE[store],
  ) {}

  get away(): boolean {
    return this.lostAt !== null;
  }

  /** What the store answers; undefined when it is away. Never rejects. */
  async ask<T>(question: () => Promise<T>): Promise<T | undefined> {
    if (!this.mayAsk()) return undefined;
    try {
      const answer = await this.unlessSilent(question());
      this.found();
      return answer;
    } catch (error) {
      this.lost(error);
      return undefined;
    }
  }

  /** While the store is away one question a second finds out whether it is back. */
  private mayAsk(): boolean {
    if (this.lostAt === null) return true;
    if (performance.now() - this.lostAt < RETRY) return false;
    this.lostAt = performance.now();
    return true;
  }

  /**
   * A busy store keeps answering some of the questions, a lost one none: so it is silence that counts,
   * not how long this answer takes.
   */
  private unlessSilent<T>(answer: Promise<T>): Promise<T> {
    const askedAt = performance.now();
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<never>((_, reject) => {
      const wait = (): void => {
        const silentFor = performance.now() - Math.max(askedAt, this.heardAt);
        if (silentFor >= this.patience) reject(new Error(`no answer for ${this.patience} ms`));
        else timer = setTimeout(readFirst, this.patience - silentFor);
      };
      // What arrived while this process was busy is read before the timer counts.
      const readFirst = (): void => void setImmediate(wait);
      wait();
    });
    return Promise.race([answer, silence]).finally(() => {
      clearTimeout(timer);
    });
  }

  private found(): void {
    this.heardAt = performance.now();
    if (this.lostAt === null) return;
    this.lostAt = null;
    this.log.log(`${this.store} is back: attempts are counted for all instances again`);
  }

  private lost(reason: unknown): void {
    const first = this.lostAt === null;
    this.lostAt = performance.now();
    if (!first) return;
    const cause = reason instanceof Error ? reason.message : 'unknown reason';
    this.log.warn(`${this.store} is away (${cause}): each instance counts attempts for itself`);
  }
}

/** What is counted, for a second, to find out whether the store takes writes again. */
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

  isUntouched(): boolean {
    return false;
  }

  /**
   * A master that became a replica answers what is read, with counts of before. So a store that is
   * away has to show first that it can be written.
   */
  private async readShared(keys: readonly string[]): Promise<readonly Tally[]> {
    if (this.watch.away) await this.shared.add(TRIAL.key, TRIAL.window);
    return this.shared.readAll(keys);
  }
}
