import type { Network } from '../networks.js';

/** Milliseconds after its last login for which a network is known. */
export const REMEMBERED = 30 * 86_400_000;

/** A network that an account logged in from. */
export interface KnownAddress {
  readonly network: string;
  /** Milliseconds since the epoch. */
  readonly seenAt: number;
}

/** Where each account logged in from lately. */
export abstract class KnownAddresses {
  /** @param now milliseconds since the epoch */
  abstract includes(userId: string, network: Network, now: number): Promise<boolean>;
  /** Notes a login; the oldest of too many is forgotten. */
  abstract remember(userId: string, network: Network, now: number): Promise<void>;
  /** Those of one account, the latest first. */
  abstract ofUser(userId: string): Promise<readonly KnownAddress[]>;
  abstract forgetAllOf(userId: string): Promise<void>;
}
