import type { Identity } from './identity.js';

/** Which person at which provider is which user here. */
export abstract class Identities {
  abstract find(issuer: string, subject: string): Promise<Identity | null>;
  /** False when this issuer and subject have an account already. Forgets that it was unlinked. */
  abstract add(identity: Identity): Promise<boolean>;
  /** In the order in which they were linked. */
  abstract ofUser(userId: string): Promise<readonly Identity[]>;
  /** The same, kept from change by others until the unit of work ends. */
  abstract holdAllOf(userId: string): Promise<readonly Identity[]>;
  /** Removes it, and remembers that it was unlinked from this account. */
  abstract unlink(identity: Identity, now: number): Promise<void>;
  abstract wasUnlinked(userId: string, issuer: string, subject: string): Promise<boolean>;
  /** Notes a sign-in and the address that came with it. */
  abstract noteUse(id: string, email: string | null, now: number): Promise<void>;
}
