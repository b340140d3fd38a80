/** A person at an identity provider, and the account here that they sign in to. */
export interface Identity {
  /** A UUIDv7. */
  readonly id: string;
  readonly userId: string;
  /** Name of the provider when it was linked. */
  readonly provider: string;
  /** With `subject`, what identifies the person; no two identities share both. */
  readonly issuer: string;
  readonly subject: string;
  /** As the provider last told it; not an identifier. */
  readonly email: string | null;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly lastUsedAt: number;
}

/** Which person at which provider is which user here. */
export abstract class Identities {
  abstract find(issuer: string, subject: string): Promise<Identity | null>;
  /** False when this issuer and subject have an account already. Forgets that it was unlinked. */
  abstract add(identity: Identity): Promise<boolean>;
  /** In the order in which they were linked. */
  abstract ofUser(userId: string): Promise<readonly Identity[]>;
  /** Those of many accounts, 500 at most, in the same order. */
  abstract ofUsers(userIds: readonly string[]): Promise<readonly Identity[]>;
  /** The ones that share an id, or issuer and subject, with one of these, 500 at most. */
  abstract clashing(identities: readonly Identity[]): Promise<readonly Identity[]>;
  /** As `add` does for each, 500 at most; in a unit of work, since some may be added when it is false. */
  abstract addAll(identities: readonly Identity[]): Promise<boolean>;
  /** Removes it, and remembers that it was unlinked from this account. */
  abstract unlink(identity: Identity, now: number): Promise<void>;
  /** Of an account that is deleted. */
  abstract forgetAllOf(userId: string): Promise<void>;
  abstract wasUnlinked(userId: string, issuer: string, subject: string): Promise<boolean>;
  /** Notes a sign-in and the address that came with it; false for one that was unlinked meanwhile. */
  abstract noteUse(id: string, email: string | null, now: number): Promise<boolean>;
}
