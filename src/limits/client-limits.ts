import { Injectable } from '@nestjs/common';
import type { NetworkLimits } from './networks.js';
import { failedBy, type RateLimiter } from './rate-limiter.js';
import { CLIENT } from './rules.js';

const badClient = failedBy('INVALID_CLIENT');

/** Characters by which clients are told apart: what is sent as an id may be long. */
const LONGEST = 64;

/** A guess at the secret of a service account. */
export interface ClientGuess {
  /** The id that is given, whether or not an account has it. */
  readonly client: string;
  readonly address: string;
}

/**
 * Guesses at the secrets of service accounts. They use up the allowance of their network, whose
 * attempts are then not looked at for a while, and that of the account, beyond which a wrong secret
 * is no longer told from too many. The right one from elsewhere is let in whatever others do.
 */
@Injectable()
export class ClientLimits {
  constructor(
    private readonly networks: NetworkLimits,
    /** Secrets are as random as keys: the limits only save work, so each process has its own. */
    private readonly limiter: RateLimiter,
  ) {}

  async authentication<T>({ client, address }: ClientGuess, attempt: () => Promise<T>): Promise<T> {
    const network = this.networks.guards('clientFailures', address);
    if (!this.limiter.allUntouched(network)) await this.limiter.assertLeft(network);
    try {
      return await attempt();
    } catch (error) {
      if (!badClient(error)) throw error;
      const account = { rule: CLIENT, subject: client.slice(0, LONGEST) };
      await this.limiter.count(network);
      await this.limiter.assertLeft([account]);
      await this.limiter.count([account]);
      throw error;
    }
  }
}
