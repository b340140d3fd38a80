import { randomBytes } from 'node:crypto';
import type { PasswordHasher } from './password-hasher.js';

/** A hash at the current cost of a password nobody knows, verified where there is none to verify. */
export class Decoy {
  private constructor(readonly hash: string) {}

  static async make(hasher: PasswordHasher): Promise<Decoy> {
    return new Decoy(await hasher.hash(randomBytes(32).toString('base64url')));
  }
}
