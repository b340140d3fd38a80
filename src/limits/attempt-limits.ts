import { Injectable } from '@nestjs/common';
import type { ClientGuess, ClientLimits } from './client-limits.js';
import type { FactorGuess, FactorLimits } from './factor-limits.js';
import { AuthError } from '../errors/auth-error.js';
import type { LoginAttempt, LoginLimits } from './login-limits.js';
import type { NetworkLimits } from './networks.js';
import { failedBy, type Guard, type RateLimiter } from './rate-limiter.js';
import { EXPORT, type NetworkRule } from './rules.js';

/**
 * How often a client may try. Each method lets `attempt` happen, or throws TOO_MANY_REQUESTS without
 * letting it happen, and counts by what came of it.
 */
export abstract class AttemptLimits {
  abstract login<T>(guess: LoginAttempt, attempt: () => Promise<T>): Promise<T>;
  abstract factor<T>(guess: FactorGuess, attempt: () => Promise<T>): Promise<T>;
  /** Makes an address known to an account. */
  abstract loggedIn(userId: string, address: string): Promise<void>;
  abstract registration<T>(address: string, attempt: () => Promise<T>): Promise<T>;
  /** The start of a sign-in at an identity provider. */
  abstract start<T>(address: string, attempt: () => Promise<T>): Promise<T>;
  /** A mail that is asked for, whether or not an account has the address. */
  abstract mailRequest<T>(address: string, attempt: () => Promise<T>): Promise<T>;
  /** A link or a code from a mail. */
  abstract mailProof<T>(address: string, attempt: () => Promise<T>): Promise<T>;
  /** The id of a login that waits for its second factor. */
  abstract challenge<T>(address: string, attempt: () => Promise<T>): Promise<T>;
  /** All that is stored of an account, for its owner. */
  abstract accountExport<T>(userId: string, attempt: () => Promise<T>): Promise<T>;
  abstract exchange<T>(address: string, attempt: () => Promise<T>): Promise<T>;
  abstract refresh<T>(address: string, attempt: () => Promise<T>): Promise<T>;
  abstract validation<T>(address: string, attempt: () => T): Promise<T>;
  abstract clientAuthentication<T>(guess: ClientGuess, attempt: () => Promise<T>): Promise<T>;
}

const taken = failedBy('USERNAME_TAKEN', 'EMAIL_TAKEN');
const badCode = failedBy('INVALID_AUTH_CODE');

/** A provider failed at what this sender sent, and at nothing else. */
const sendersFault = (error: unknown): boolean =>
  error instanceof AuthError && error.fault.code === 'PROVIDER_UNAVAILABLE' && error.fault.bySender;

const badLink = failedBy('INVALID_LINK');

const badToken = failedBy('INVALID_TOKEN');

const badChallenge = failedBy('INVALID_FACTOR');

@Injectable()
export class CountedAttempts extends AttemptLimits {
  constructor(
    private readonly logins: LoginLimits,
    private readonly factors: FactorLimits,
    private readonly clients: ClientLimits,
    private readonly networks: NetworkLimits,
    private readonly shared: RateLimiter,
    /** Bad tokens and challenges cannot be guessed at; their limits only save work, so each process has its own. */
    private readonly own: RateLimiter,
  ) {
    super();
  }

  login<T>(guess: LoginAttempt, attempt: () => Promise<T>): Promise<T> {
    return this.logins.login(guess, attempt);
  }

  factor<T>(guess: FactorGuess, attempt: () => Promise<T>): Promise<T> {
    return this.factors.factor(guess, attempt);
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
    return this.countingWhatEndsWell(this.networks.guards('starts', address), attempt);
  }

  mailRequest<T>(address: string, attempt: () => Promise<T>): Promise<T> {
    return this.countingWhatEndsWell(this.networks.guards('mailRequests', address), attempt);
  }

  accountExport<T>(userId: string, attempt: () => Promise<T>): Promise<T> {
    return this.countingWhatEndsWell([{ rule: EXPORT, subject: userId }], attempt);
  }

  mailProof<T>(address: string, attempt: () => Promise<T>): Promise<T> {
    const within = this.networks.guards('mailProofs', address);
    const counted = (error: unknown) => (badLink(error) ? within : []);
    return this.shared.run({ within, counted }, attempt);
  }

  exchange<T>(address: string, attempt: () => Promise<T>): Promise<T> {
    const within = this.networks.guards('exchanges', address);
    const counted = (error: unknown) => (badCode(error) || sendersFault(error) ? within : []);
    return this.shared.run({ within, counted }, attempt);
  }

  challenge<T>(address: string, attempt: () => Promise<T>): Promise<T> {
    return this.countingHere('challenges', address, badChallenge, attempt);
  }

  refresh<T>(address: string, attempt: () => Promise<T>): Promise<T> {
    return this.countingHere('refreshes', address, badToken, attempt);
  }

  validation<T>(address: string, attempt: () => T): Promise<T> {
    return this.countingHere('validations', address, badToken, attempt);
  }

  clientAuthentication<T>(guess: ClientGuess, attempt: () => Promise<T>): Promise<T> {
    return this.clients.authentication(guess, attempt);
  }

  private countingWhatEndsWell<T>(within: readonly Guard[], attempt: () => Promise<T>): Promise<T> {
    const counted = (error: unknown) => (error === undefined ? within : []);
    return this.shared.run({ within, counted }, attempt);
  }

  /** Nothing waits here: what is good is never kept behind another one. */
  private async countingHere<T>(
    rule: NetworkRule,
    address: string,
    counts: (error: unknown) => boolean,
    attempt: () => T | Promise<T>,
  ): Promise<T> {
    const guards = this.networks.guards(rule, address);
    if (!this.own.allUntouched(guards)) await this.own.assertLeft(guards);
    try {
      return await attempt();
    } catch (error) {
      if (counts(error)) await this.own.count(guards);
      throw error;
    }
  }
}
