import { KnownAddresses } from '../../src/limits/known-addresses/known-addresses.js';
import type { Network } from '../../src/limits/network.js';

/** Known addresses that never expire. */
export class KnownInMemory extends KnownAddresses {
  private readonly known = new Set<string>();

  async includes(userId: string, network: Network): Promise<boolean> {
    return this.known.has(`${userId} ${network}`);
  }

  async remember(userId: string, network: Network): Promise<void> {
    this.known.add(`${userId} ${network}`);
  }

  async sweep(): Promise<number> {
    return 0;
  }
}
