import type * as NodeRsArgon2 from '@node-rs/argon2';
import { CURRENT_COST } from './argon2-cost.js';
import { PasswordHasher } from './password-hasher.js';

/** The faster engine (SIMD), where its prebuilt binary fits the machine. */
export class NodeRsArgon2Hasher extends PasswordHasher {
  readonly engine = '@node-rs/argon2';

  private constructor(private readonly argon2: typeof NodeRsArgon2) {
    super();
  }

  /** Rejects where the package or its binary is missing. */
  static async load(): Promise<PasswordHasher> {
    return new NodeRsArgon2Hasher(await import('@node-rs/argon2'));
  }

  hash(password: string): Promise<string> {
    // Its default algorithm is argon2id; the const enum to say so does not exist at run time.
    return this.argon2.hash(password, {
      memoryCost: CURRENT_COST.memory,
      timeCost: CURRENT_COST.passes,
      parallelism: CURRENT_COST.lanes,
    });
  }

  verify(hash: string, password: string): Promise<boolean> {
    return this.argon2.verify(hash, password);
  }
}
