import type * as Argon2 from 'argon2';
import { CURRENT_COST } from './argon2-cost.js';
import { PasswordHasher } from './password-hasher.js';

/** The engine that builds everywhere, from source if need be. */
export class Argon2Hasher extends PasswordHasher {
  readonly engine = 'argon2';

  private constructor(private readonly argon2: typeof Argon2) {
    super();
  }

  /** Rejects where the package or its binary is missing. */
  static async load(): Promise<PasswordHasher> {
    return new Argon2Hasher(await import('argon2'));
  }

  hash(password: string): Promise<string> {
    return this.argon2.hash(password, {
      type: this.argon2.argon2id,
      memoryCost: CURRENT_COST.memory,
      timeCost: CURRENT_COST.passes,
      parallelism: CURRENT_COST.lanes,
    });
  }

  verify(hash: string, password: string): Promise<boolean> {
    return this.argon2.verify(hash, password);
  }
}
