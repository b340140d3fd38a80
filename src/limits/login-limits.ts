import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { Allowances, type Taken } from './allowances.js';
import type { LoginAttempt } from './attempt-limits.js';
import { failedBy } from './failed-by.js';
import { KnownAddresses } from './known-addresses/known-addresses.js';
import { type Network, networkOf } from './network.js';
import { FAILURES, GUESSES } from './rules.js';

/** Nobody's id, looked up where a name is nobody's: both cases take the same steps. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

const refused = failedBy('INVALID_CREDENTIALS');

/**
 * Guesses at a password. Who guesses from anywhere shares one allowance an account; addresses and
 * devices that the account logged in from have allowances of their own, which no stranger can use up.
 */
@Injectable()
export class LoginLimits {
  constructor(
    private readonly allowances: Allowances,
    private readonly known: KnownAddresses,
    private readonly clock: Clock,
  ) {}

  async login<T>(guess: LoginAttempt, attempt: () => Promise<T>): Promise<T> {
    const network = networkOf(guess.address);
    const taken = await this.admit(guess, network);
    try {
      const result = await attempt();
      await this.allowances.giveBack(taken);
      return result;
    } catch (error) {
      if (refused(error)) await this.charge(guess, network);
      else await this.allowances.giveBack(taken);
      throw error;
    }
  }

  loggedIn(userId: string, address: string): Promise<void> {
    return this.known.remember(userId, networkOf(address), this.clock.now());
  }

  private async admit(guess: LoginAttempt, network: Network): Promise<Taken> {
    const { account, device } = guess;
    if (device !== null) return this.allowances.take(GUESSES.knownDevice, `${account}:${device}`);
    const [known] = await Promise.all([
      this.knows(guess, network),
      this.allowances.assertLeft(FAILURES.atAccount, `${account}:${network}`),
    ]);
    if (known) return this.allowances.take(GUESSES.knownAddress, account);
    await this.allowances.assertLeft(FAILURES.login, network);
    return this.allowances.take(GUESSES.stranger, account);
  }

  private knows({ userId }: LoginAttempt, network: Network): Promise<boolean> {
    return this.known.includes(userId ?? NOBODY, network, this.clock.now());
  }

  private async charge({ account }: LoginAttempt, network: Network): Promise<void> {
    await Promise.all([
      this.allowances.charge(FAILURES.login, network),
      this.allowances.charge(FAILURES.atAccount, `${account}:${network}`),
    ]);
  }
}
