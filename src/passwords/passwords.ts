export interface PasswordCheck {
  readonly matches: boolean;
  /** The hash was made by another algorithm or weaker parameters than new ones are. */
  readonly outdated: boolean;
}

/** Hashing behind the admission gate; rejects with OVERLOADED when the gate is full. */
export abstract class Passwords {
  /**
   * Lets an attempt that will hash begin, unless as many are under way as may run and wait: it
   * would be refused in the end, and what it asks the database until then keeps others waiting.
   * Rejects with OVERLOADED.
   */
  abstract admit<T>(attempt: () => Promise<T>): Promise<T>;
  abstract hash(password: string): Promise<string>;
  /** A null hash (no such user, or one without a password) costs as much as a real one. */
  abstract check(password: string, hash: string | null): Promise<PasswordCheck>;
}
