import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { Allowances } from './allowances.js';
import { AttemptLimits, type LoginAttempt } from './attempt-limits.js';
import { MemoryCounters } from './counters/memory-counters.js';
import { failedBy } from './failed-by.js';
import { LoginLimits } from './login-limits.js';
import { networkOf } from './network.js';
import { FAILURES, REGISTRATIONS, type Rule, STARTS } from './rules.js';

const taken = failedBy('USERNAME_TAKEN', 'EMAIL_TAKEN');
const badCode = failedBy('INVALID_AUTH_CODE');
const badToken = failedBy('INVALID_TOKEN');

/** Whoever is refused by one process in ten would ask the other nine. */
const shareOf = (rule: Rule, workers: number): Rule => ({
  ...rule,
  limit: Math.ceil(rule.limit / workers),
});

@Injectable()
export class CountedAttempts extends AttemptLimits {
  /** Bad tokens cannot be guessed at; their limits only save work, so each instance has its own. */
  private readonly own: Allowances;
  private readonly refreshes: Rule;
  private readonly validations: Rule;

  constructor(
    private readonly logins: LoginLimits,
    private readonly shared: Allowances,
    clock: Clock,
    /** Processes that an instance's own limits are shared out among. */
    workers = 1,
  ) {
    super();
    this.refreshes = shareOf(FAILURES.refresh, workers);
    this.validations = shareOf(FAILURES.validation, workers);
    this.own = new Allowances(new MemoryCounters(), clock);
  }

  login<T>(guess: LoginAttempt, attempt: () => Promise<T>): Promise<T> {
    return this.logins.login(guess, attempt);
  }

  loggedIn(userId: string, address: string): Promise<void> {
    return this.logins.loggedIn(userId, address);
  }

  async registration<T>(address: string, attempt: () => Promise<T>): Promise<T> {
    const network = networkOf(address);
    await this.shared.assertLeft(FAILURES.takenNames, network);
    await this.shared.take(REGISTRATIONS, network);
    try {
      return await attempt();
    } catch (error) {
      if (taken(error)) await this.shared.charge(FAILURES.takenNames, network);
      throw error;
    }
  }

  async start<T>(address: string, attempt: () => Promise<T>): Promise<T> {
    await this.shared.take(STARTS, networkOf(address));
    return attempt();
  }

  async exchange<T>(address: string, attempt: () => Promise<T>): Promise<T> {
    const one = await this.shared.take(FAILURES.exchange, networkOf(address));
    try {
      const result = await attempt();
      await this.shared.giveBack(one);
      return result;
    } catch (error) {
      if (!badCode(error)) await this.shared.giveBack(one);
      throw error;
    }
  }

  refresh<T>(address: string, attempt: () => Promise<T>): Promise<T> {
    return this.countingBadTokens(this.refreshes, address, attempt);
  }

  validation<T>(address: string, attempt: () => T): Promise<T> {
    return this.countingBadTokens(this.validations, address, attempt);
  }

  private async countingBadTokens<T>(
    rule: Rule,
    address: string,
    attempt: () => T | Promise<T>,
  ): Promise<T> {
    const network = networkOf(address);
    await this.own.assertLeft(rule, network);
    try {
      return await attempt();
    } catch (error) {
      if (badToken(error)) await this.own.charge(rule, network);
      throw error;
    }
  }
}
