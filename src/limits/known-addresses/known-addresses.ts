import type { Network } from '../network.js';

/** Where each account logged in from lately. */
export abstract class KnownAddresses {
  /** @param now milliseconds since the epoch */
  abstract includes(userId: string, network: Network, now: number): Promise<boolean>;
  /** Notes a login; the oldest of too many is forgotten. */
  abstract remember(userId: string, network: Network, now: number): Promise<void>;
  /** Forgets at most about `limit` that are too old to count; how many. */
  abstract sweep(now: number, limit: number): Promise<number>;
}
