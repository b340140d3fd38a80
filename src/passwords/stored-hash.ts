import { type Argon2Cost, CURRENT_COST } from './argon2-cost.js';

/** What a stored string turns out to be. */
export type StoredHash =
  | { readonly kind: 'argon2id'; readonly version: number; readonly cost: Argon2Cost }
  /** argon2i and argon2d, which new hashes do not use. */
  | { readonly kind: 'argon2-other' }
  | { readonly kind: 'bcrypt' }
  | { readonly kind: 'unrecognised' };

/** RFC 9106's version; the one before it is weaker at the same cost. */
const CURRENT_VERSION = 0x13;

/** Whether a new hash would be better. One that is stronger than a new hash is left alone. */
export function isOutdated(hash: StoredHash): boolean {
  if (hash.kind !== 'argon2id') return true;
  return (
    hash.version < CURRENT_VERSION ||
    hash.cost.memory < CURRENT_COST.memory ||
    hash.cost.passes < CURRENT_COST.passes
  );
}
