import type { NetworkLimits } from './networks.js';
import { failedBy, type Guard, type RateLimiter } from './rate-limiter.js';
import { FACTOR } from './rules.js';

/** A guess at a second factor of an account. */
export interface FactorGuess {
  readonly userId: string;
  readonly address: string;
  /** Id of a device that logged in to this account before; null for any other. */
  readonly device: string | null;
  /** False for what is as random as a key. */
  readonly guessable: boolean;
}

const refused = failedBy('INVALID_FACTOR');

/**
 * Guesses at second factors. A device that logged in to the account before has an allowance of its
 * own, which those who learned the password elsewhere cannot use up.
 */
export class FactorLimits {
  constructor(
    private readonly limiter: RateLimiter,
    private readonly networks: NetworkLimits,
    /** Guesses at one account that may be under way in this process. */
    private readonly atOnce: number,
  ) {}

  factor<T>(guess: FactorGuess, attempt: () => Promise<T>): Promise<T> {
    const within = [
      ...this.networks.guards('failedLogins', guess.address),
      ...(guess.guessable ? [this.atAccount(guess)] : []),
    ];
    const counted = (error: unknown): readonly Guard[] => (refused(error) ? within : []);
    return this.limiter.run({ within, counted }, attempt);
  }

  private atAccount({ userId, device }: FactorGuess): Guard {
    const subject = device === null ? userId : `${userId}:${device}`;
    return { rule: { ...FACTOR, atOnce: this.atOnce }, subject };
  }
}
