import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import type { LoginAttempt } from './attempt-limits.js';
import { KnownAddresses } from './known-addresses/known-addresses.js';
import { NetworkLimits } from './network-limits.js';
import { networkOf } from './network.js';
import { failedBy, type Guard, RateLimiter } from './rate-limiter.js';
import { ACCOUNT, type Rule } from './rules.js';

/** Nobody's id, looked up where a name is nobody's: both cases take the same steps. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

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
    const known = await this.known.includes(userId ?? NOBODY, network, this.clock.now());
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
  switch (kind.rule.name) {
    case ACCOUNT.knownDevice.name:
      return [kind];
    case ACCOUNT.knownAddress.name:
      return [kind, atAccount];
    default:
      return [...network, kind, atAccount];
  }
}
