import { Injectable } from '@nestjs/common';
import { AuthError } from '../errors/auth-error.js';
import { Clock } from '../clock/clock.js';
import type { Counters } from './counters/counters.js';
import { Refusals } from './refusals.js';
import { risingDelay } from './rising-delay.js';
import type { Rule } from './rules.js';

/** One taken from an allowance. */
export interface Taken {
  readonly rule: Rule;
  readonly key: string;
  /** When the window that it was counted in ends, by the monotonic clock. */
  readonly windowEnds: number;
}

/** Milliseconds before its end in which nothing is given back to a window, lest the next one get it. */
const MARGIN = 2000;

const keyOf = (rule: Rule, subject: string): string => `${rule.name}:${subject}`;

/** Gives out what the rules allow. */
@Injectable()
export class Allowances {
  private readonly refusals = new Refusals();

  constructor(
    private readonly counters: Counters,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes one, at once for everybody who shares the store: of many that come together no more get
   * through than are allowed. What is refused does not count.
   * @throws AuthError TOO_MANY_REQUESTS
   */
  async take(rule: Rule, subject: string): Promise<Taken> {
    const key = keyOf(rule, subject);
    this.assertNotRefused(key);
    const { count, msLeft } = await this.counters.add(key, 1, rule.window);
    const taken = { rule, key, windowEnds: this.clock.monotonic() + msLeft };
    const wait = count > rule.limit ? msLeft : await this.delay(rule, key, count);
    if (wait === 0) return taken;
    await this.giveBack(taken);
    return this.refuse(key, wait);
  }

  async giveBack({ rule, key, windowEnds }: Taken): Promise<void> {
    if (this.clock.monotonic() > windowEnds - MARGIN) return;
    await this.counters.add(key, -1, rule.window);
  }

  /** @throws AuthError TOO_MANY_REQUESTS when nothing is left; takes nothing */
  async assertLeft(rule: Rule, subject: string): Promise<void> {
    const key = keyOf(rule, subject);
    this.assertNotRefused(key);
    const { count, msLeft } = await this.counters.read(key);
    if (count >= rule.limit) this.refuse(key, msLeft);
  }

  /** Counts one that has happened already. */
  async charge(rule: Rule, subject: string): Promise<void> {
    await this.counters.add(keyOf(rule, subject), 1, rule.window);
  }

  /** Milliseconds to wait; 0 for the one that comes when the last one's delay is over. */
  private async delay(rule: Rule, key: string, count: number): Promise<number> {
    const seconds = risingDelay(rule, count);
    if (seconds === 0) return 0;
    const gate = await this.counters.add(`${key}:gate`, 1, seconds);
    return gate.count === 1 ? 0 : gate.msLeft;
  }

  private assertNotRefused(key: string): void {
    const left = this.refusals.msLeft(key, this.clock.monotonic());
    if (left > 0) throw tooMany(left);
  }

  private refuse(key: string, ms: number): never {
    this.refusals.note(key, this.clock.monotonic() + ms);
    throw tooMany(ms);
  }
}

const tooMany = (ms: number): AuthError =>
  new AuthError({ code: 'TOO_MANY_REQUESTS', retryAfter: Math.max(1, Math.ceil(ms / 1000)) });
