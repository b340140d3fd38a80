export interface PasswordCheck {
  readonly matches: boolean;
  /** The hash was made by another algorithm or weaker parameters than new ones are. */
  readonly outdated: boolean;
}

/** Hashing behind the admission gate; rejects with OVERLOADED when the gate is full. */
export abstract class Passwords {
  /**
   * Refuses what the gate would refuse, before anything has been spent on it.
   * @throws AuthError OVERLOADED
   */
  abstract assertRoom(): void;
  abstract hash(password: string): Promise<string>;
  /** A null hash (no such user, or one without a password) costs as much as a real one. */
  abstract check(password: string, hash: string | null): Promise<PasswordCheck>;
}
