import { type Argon2Cost, type Argon2Hash, parseArgon2 } from './hash-forms/argon2.js';
import { type BcryptHash, parseBcrypt } from './hash-forms/bcrypt.js';
import { type FirebaseHash, firebaseText, parseFirebase } from './hash-forms/firebase-scrypt.js';
import { parsePbkdf2, type Pbkdf2Hash, pbkdf2Text } from './hash-forms/pbkdf2.js';
import { parseSaltedSha, type SaltedShaHash, saltedShaText } from './hash-forms/salted-sha.js';
import { parseScrypt, type ScryptHash, scryptText } from './hash-forms/scrypt.js';

/** New hashes cost what OWASP asks for at least: argon2id at m=19456, t=2, p=1. */
export const CURRENT_COST: Argon2Cost = { memory: 19_456, passes: 2, lanes: 1 };

/** What a login can be checked against. */
export type VerifiableHash =
  Argon2Hash | BcryptHash | ScryptHash | Pbkdf2Hash | SaltedShaHash | FirebaseHash;

/** What a stored string turns out to be. */
export type StoredHash =
  | VerifiableHash
  /** Of a known kind, and beyond the memory or the time that a login may take. */
  | { readonly kind: 'too-costly' }
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

/** Reads a hash by its parameters: programs write the same ones in different ways. */
export function parseStoredHash(text: string): StoredHash {
  return (
    parseArgon2(text) ??
    parseBcrypt(text) ??
    parseScrypt(text) ??
    parsePbkdf2(text) ??
    parseSaltedSha(text) ??
    parseFirebase(text) ?? { kind: 'unrecognised' }
  );
}

/** The one text that a hash is stored as. */
export function canonicalText(hash: VerifiableHash): string {
  switch (hash.kind) {
    case 'argon2id':
    case 'argon2-other':
    case 'bcrypt':
      return hash.text;
    case 'scrypt':
      return scryptText(hash);
    case 'pbkdf2':
      return pbkdf2Text(hash);
    case 'salted-sha':
      return saltedShaText(hash);
    case 'firebase-scrypt':
      return firebaseText(hash);
  }
}
