import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import type { ClientGuess, ClientLimits } from './client-limits.js';
import { AuthError } from '../errors/auth-error.js';
import { KnownAddresses } from './known-addresses/known-addresses.js';
import { NetworkLimits, networkOf } from './networks.js';
import { failedBy, type Guard, RateLimiter } from './rate-limiter.js';
import { ACCOUNT, type Rule, type NetworkRule } from './rules.js';

/** A guess at an account's password. */
export interface LoginAttempt {
  /** One for every spelling of a name, whether or not an account has it. */
  readonly account: string;
  /** Null for a name that no account has. */
  readonly userId: string | null;
  readonly address: string;
  /** Id of a device that logged in to this account before; null for any other. */
  readonly device: string | null;
}

/**
 * How often a client may try. Each method lets `attempt` happen, or throws TOO_MANY_REQUESTS without
 * letting it happen, and counts by what came of it.
 */
export abstract class AttemptLimits {
  abstract login<T>(guess: LoginAttempt, attempt: () => Promise<T>): Promise<T>;
  /** Makes an address known to an account. */
  abstract loggedIn(userId: string, address: string): Promise<void>;
  abstract registration<T>(address: string, attempt: () => Promise<T>): Promise<T>;
  /** The start of a sign-in at an identity provider. */
  abstract start<T>(address: string, attempt: () => Promise<T>): Promise<T>;
  abstract exchange<T>(address: string, attempt: () => Promise<T>): Promise<T>;
  abstract refresh<T>(address: string, attempt: () => Promise<T>): Promise<T>;
  abstract validation<T>(address: string, attempt: () => T): Promise<T>;
  abstract clientAuthentication<T>(guess: ClientGuess, attempt: () => Promise<T>): Promise<T>;
}

/** An id that no account has, looked up for unknown names: both cases take the same steps. */
const NO_ACCOUNT = '00000000-0000-0000-0000-000000000000';

const refused = failedBy('INVALID_CREDENTIALS');

/** What a guess is counted under, each kind apart. */
interface Guards {
  readonly kind: Guard;
  readonly atAccount: Guard;
  readonly network: readonly Guard[];
}

/**
 * Guesses at a password. Who guesses from anywhere shares one allowance an account; addresses and
 * devices that the account logged in from have allowances of their own, which no stranger can use up.
 */
@Injectable()
export class LoginLimits {
  constructor(
    private readonly limiter: RateLimiter,
    private readonly known: KnownAddresses,
    private readonly networks: NetworkLimits,
    private readonly clock: Clock,
    /** Guesses of one kind at one account that may be under way in this process. */
    private readonly atOnce: number,
  ) {}

  async login<T>(guess: LoginAttempt, attempt: () => Promise<T>): Promise<T> {
    const rule = await this.ruleFor(guess);
    const guards = this.guards(guess, rule);
    return this.limiter.run(
      {
        within: admittedBy(guards),
        counted: (error) =>
          refused(error) ? [guards.kind, guards.atAccount, ...guards.network] : [],
      },
      attempt,
    );
  }

  loggedIn(userId: string, address: string): Promise<void> {
    return this.known.remember(userId, networkOf(address), this.clock.now());
  }

  private async ruleFor({ userId, address, device }: LoginAttempt): Promise<Rule> {
    if (device !== null) return ACCOUNT.knownDevice;
    const network = networkOf(address);
    const known = await this.known.includes(userId ?? NO_ACCOUNT, network, this.clock.now());
    return known ? ACCOUNT.knownAddress : ACCOUNT.stranger;
  }

  private guards({ account, address, device }: LoginAttempt, rule: Rule): Guards {
    const subject = device === null ? account : `${account}:${device}`;
    return {
      kind: { rule: { ...rule, atOnce: this.atOnce }, subject },
      atAccount: { rule: ACCOUNT.atAccount, subject: `${account}:${networkOf(address)}` },
      network: this.networks.guards('failedLogins', address),
    };
  }
}

/** The network comes first: what waits for it keeps no place that guesses from elsewhere could have. */
function admittedBy({ kind, atAccount, network }: Guards): readonly Guard[] {
  const { name } = kind.rule;
  if (name === ACCOUNT.knownDevice.name) return [kind];
  if (name === ACCOUNT.knownAddress.name) return [kind, atAccount];
  return [...network, kind, atAccount];
}

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
    private readonly clients: ClientLimits,
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

  clientAuthentication<T>(guess: ClientGuess, attempt: () => Promise<T>): Promise<T> {
    return this.clients.authentication(guess, attempt);
  }

  /** Nothing waits here: a good token is never kept behind another one. */
  private async countingBadTokens<T>(
    rule: NetworkRule,
    address: string,
    attempt: () => T | Promise<T>,
  ): Promise<T> {
    const guards = this.networks.guards(rule, address);
    if (!this.own.allUntouched(guards)) await this.own.assertLeft(guards);
    try {
      return await attempt();
    } catch (error) {
      if (badToken(error)) await this.own.count(guards);
      throw error;
    }
  }
}
