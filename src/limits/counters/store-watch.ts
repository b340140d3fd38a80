import { Logger } from '@nestjs/common';

/**
 * Milliseconds of silence after which a store that was asked something counts as away. Without the
 * database there are no logins either, so waiting a little longer for that one delays nobody.
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
   * A busy store answers somebody all the time, a lost one nobody: so it is silence that counts,
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
