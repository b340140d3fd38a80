/** One implementation of argon2, off the event loop. Knows nothing of queues or policies. */
export abstract class PasswordHasher {
  /** Name of the package behind it. */
  abstract readonly engine: string;
  /** An argon2id PHC string at the current cost, with a fresh salt. */
  abstract hash(password: string): Promise<string>;
  /** Checks any well-formed argon2 PHC string at the cost it names; rejects where the engine fails. */
  abstract verify(hash: string, password: string): Promise<boolean>;
}
