import { randomBytes } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { compare } from 'bcrypt';
import { PasswordHasher } from './password-hasher.js';
import { AdmissionGate } from './admission-gate.js';
import { verifyFirebase } from './hash-forms/firebase-scrypt.js';
import { verifyPbkdf2 } from './hash-forms/pbkdf2.js';
import { verifySaltedSha } from './hash-forms/salted-sha.js';
import { verifyScrypt } from './hash-forms/scrypt.js';
import { parseStoredHash, isOutdated } from './stored-hash.js';

export interface PasswordCheck {
  readonly matches: boolean;
  /** The hash was made by another algorithm or weaker parameters than new ones are. */
  readonly outdated: boolean;
}

/** A hash at the current cost of an unknown password, verified where there is none to verify. */
export class Decoy {
  private constructor(readonly hash: string) {}

  static async make(hasher: PasswordHasher): Promise<Decoy> {
    return new Decoy(await hasher.hash(randomBytes(32).toString('base64url')));
  }
}

const BYTES_SEEN = 72;

/** bcrypt ignores a password beyond its first 72 bytes. */
export const isSeenWhole = (password: string): boolean => Buffer.byteLength(password) <= BYTES_SEEN;

/** Verifies imported hashes in the thread pool. */
@Injectable()
export class BcryptVerifier {
  verify(hash: string, password: string): Promise<boolean> {
    // crypt_blowfish's name for what the package knows as $2b$; the two are the same algorithm.
    return compare(password, hash.replace(/^\$2y\$/, '$2b$'));
  }
}

const NO_MATCH: PasswordCheck = { matches: false, outdated: false };

/** Hashing behind the admission gate; rejects with OVERLOADED when the gate is full. */
@Injectable()
export class Passwords {
  private readonly logger = new Logger('Passwords');

  constructor(
    private readonly gate: AdmissionGate,
    private readonly hasher: PasswordHasher,
    private readonly bcrypt: BcryptVerifier,
    private readonly decoy: Decoy,
  ) {}

  /**
   * Lets an attempt that will hash begin, unless as many are under way as may run and wait: it
   * would be refused in the end, and what it asks the database until then keeps others waiting.
   * Rejects with OVERLOADED.
   */
  admit<T>(attempt: () => Promise<T>): Promise<T> {
    return this.gate.admit(attempt);
  }

  hash(password: string): Promise<string> {
    return this.gate.run(() => this.hasher.hash(password));
  }

  /** A null hash (no such user, or one without a password) costs as much as a real one. */
  check(password: string, hash: string | null): Promise<PasswordCheck> {
    return this.gate.run(() =>
      hash === null ? this.pretend(password) : this.verify(password, hash),
    );
  }

  private async verify(password: string, hash: string): Promise<PasswordCheck> {
    const stored = parseStoredHash(hash);
    const outdated = isOutdated(stored);
    switch (stored.kind) {
      case 'argon2id':
      case 'argon2-other':
        return { matches: await this.hasher.verify(hash, password), outdated };
      case 'bcrypt':
        // Beyond what bcrypt saw, anything matches: such a password must not take the stored one's place.
        return {
          matches: await this.bcrypt.verify(hash, password),
          outdated: outdated && isSeenWhole(password),
        };
      case 'scrypt':
        return this.replaceable(password, await verifyScrypt(stored, password));
      case 'pbkdf2':
        return this.replaceable(password, await verifyPbkdf2(stored, password));
      case 'salted-sha':
        return this.replaceable(password, verifySaltedSha(stored, password));
      case 'firebase-scrypt':
        return this.replaceable(password, await verifyFirebase(stored, password));
      case 'too-costly':
      case 'unrecognised':
        this.logger.warn('A stored password hash is unreadable: its owner cannot log in');
        return this.pretend(password);
    }
  }

  /**
   * What came of an imported hash. It may have cost next to nothing; a wrong password costs what an
   * unknown name does, and a right one the hash that takes its place.
   */
  private async replaceable(password: string, matches: boolean): Promise<PasswordCheck> {
    return matches ? { matches, outdated: true } : this.pretend(password);
  }

  private async pretend(password: string): Promise<PasswordCheck> {
    await this.hasher.verify(this.decoy.hash, password);
    return NO_MATCH;
  }
}
