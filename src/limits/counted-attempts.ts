import { AuthError } from '../errors/auth-error.js';
import { Injectable } from '@nestjs/common';
import { AttemptLimits, type LoginAttempt } from './attempt-limits.js';
import { LoginLimits } from './login-limits.js';
import { NetworkLimits } from './network-limits.js';
import { failedBy, RateLimiter } from './rate-limiter.js';
import type { NetworkRule } from './rules.js';

const taken = failedBy('USERNAME_TAKEN', 'EMAIL_TAKEN');
const badCode = failedBy('INVALID_AUTH_CODE');

/** A provider failed at what this sender sent, and at nothing else. */
const sendersFault = (error: unknown): boolean =>
  error instanceof AuthError && error.fault.code === 'PROVIDER_UNAVAILABLE' && error.fault.bySender;

const badToken = failedBy('INVALID_TOKEN');

@Injectable()
export class CountedAttempts extends AttemptLimits {
  constructor(
    private readonly logins: LoginLimits,
    private readonly networks: NetworkLimits,
    private readonly shared: RateLimiter,
    /** Bad tokens cannot be guessed at; their limits only save work, so each process has its own. */
    private readonly own: RateLimiter,
  ) {
    super();
  }

  login<T>(guess: LoginAttempt, attempt: () => Promise<T>): Promise<T> {
    return this.logins.login(guess, attempt);
  }

  loggedIn(userId: string, address: string): Promise<void> {
    return this.logins.loggedIn(userId, address);
  }

  /** What makes an account counts when it is made, and what finds a name taken when it is found. */
  registration<T>(address: string, attempt: () => Promise<T>): Promise<T> {
    const registrations = this.networks.guards('registrations', address);
    const takenNames = this.networks.guards('takenNames', address);
    return this.shared.run(
      {
        within: [...takenNames, ...registrations],
        counted: (error) => {
          if (error === undefined) return registrations;
          return taken(error) ? takenNames : [];
        },
      },
      attempt,
    );
  }

  /** Each start that was made counts: it leaves a row for ten minutes. */
  start<T>(address: string, attempt: () => Promise<T>): Promise<T> {
    const within = this.networks.guards('starts', address);
    const counted = (error: unknown) => (error === undefined ? within : []);
    return this.shared.run({ within, counted }, attempt);
  }

  exchange<T>(address: string, attempt: () => Promise<T>): Promise<T> {
    const within = this.networks.guards('exchanges', address);
    const counted = (error: unknown) => (badCode(error) || sendersFault(error) ? within : []);
    return this.shared.run({ within, counted }, attempt);
  }

  refresh<T>(address: string, attempt: () => Promise<T>): Promise<T> {
    return this.countingBadTokens('refreshes', address, attempt);
  }

  validation<T>(address: string, attempt: () => T): Promise<T> {
    return this.countingBadTokens('validations', address, attempt);
  }

  /** Nothing waits here: a good token is never kept behind another one. */
  private async countingBadTokens<T>(
    rule: NetworkRule,
    address: string,
    attempt: () => T | Promise<T>,
  ): Promise<T> {
    const guards = this.networks.guards(rule, address);
    await this.own.assertLeft(guards);
    try {
      return await attempt();
    } catch (error) {
      if (badToken(error)) await this.own.count(guards);
      throw error;
    }
  }
}
