/** The stored hashes, apart from the users, so that no copy of a user holds one. */
export abstract class PasswordHashes {
  /** As `canonicalText` writes it; null for an account without a password, and for none at all. */
  abstract of(userId: string): Promise<string | null>;
  /** Gives an account its first password. */
  abstract add(userId: string, hash: string): Promise<void>;
  /** Gives an account another password, whatever it had before. */
  abstract set(userId: string, hash: string): Promise<void>;
  /** Replaces a hash only while it still is `previous`, so that a rehash never undoes a change. */
  abstract replace(userId: string, previous: string, next: string): Promise<void>;
}
