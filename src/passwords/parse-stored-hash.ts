import { parseArgon2 } from './parse-argon2.js';
import { parseBcrypt } from './parse-bcrypt.js';
import type { StoredHash } from './stored-hash.js';

/** Reads a hash by its parameters: the engines write the same ones in different orders. */
export function parseStoredHash(text: string): StoredHash {
  return parseArgon2(text) ?? parseBcrypt(text) ?? { kind: 'unrecognised' };
}
