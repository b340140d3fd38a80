import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { KnownAddresses } from './known-addresses/known-addresses.js';
import { NetworkLimits, networkOf } from './networks.js';
import { failedBy, type Guard, RateLimiter } from './rate-limiter.js';
import { ACCOUNT, type Rule } from './rules.js';

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
