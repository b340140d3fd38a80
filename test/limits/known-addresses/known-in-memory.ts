import {
  type KnownAddress,
  KnownAddresses,
} from '../../../src/limits/known-addresses/known-addresses.js';
import type { Network } from '../../../src/limits/networks.js';

/** Known addresses that never expire. */
export class KnownInMemory extends KnownAddresses {
  private readonly known = new Set<string>();

  async includes(userId: string, network: Network): Promise<boolean> {
    return this.known.has(`${userId} ${network}`);
  }

  async remember(userId: string, network: Network): Promise<void> {
    this.known.add(`${userId} ${network}`);
  }

  async ofUser(userId: string): Promise<readonly KnownAddress[]> {
    const mine = [...this.known].filter((each) => each.startsWith(`${userId} `));
    return mine.map((each) => ({ network: each.slice(userId.length + 1), seenAt: 0 }));
  }

  async forgetAllOf(userId: string): Promise<void> {
    for (const each of this.known) if (each.startsWith(`${userId} `)) this.known.delete(each);
  }
}
