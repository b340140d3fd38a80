import type { Identity } from './identity.js';

/** Which person at which provider is which user here. */
export abstract class Identities {
  abstract find(issuer: string, subject: string): Promise<Identity | null>;
  /** False when somebody has this issuer and subject already. */
  abstract add(identity: Identity): Promise<boolean>;
  /** In the order in which they were linked. */
  abstract ofUser(userId: string): Promise<readonly Identity[]>;
  /** The same, kept from change by others until the unit of work ends. */
  abstract holdAllOf(userId: string): Promise<readonly Identity[]>;
  abstract remove(id: string): Promise<void>;
  /** Notes a sign-in and the address that came with it. */
  abstract noteUse(id: string, email: string | null, now: number): Promise<void>;
}
