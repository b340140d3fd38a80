import { Injectable, Logger } from '@nestjs/common';
import { AdmissionGate } from './admission-gate.js';
import { BcryptVerifier, isSeenWhole } from './bcrypt-verifier.js';
import { Decoy } from './decoy.js';
import { parseStoredHash } from './parse-stored-hash.js';
import { PasswordHasher } from './password-hasher.js';
import { type PasswordCheck, Passwords } from './passwords.js';
import { isOutdated } from './stored-hash.js';

const NO_MATCH: PasswordCheck = { matches: false, outdated: false };

@Injectable()
export class GatedPasswords extends Passwords {
  private readonly logger = new Logger('Passwords');

  constructor(
    private readonly gate: AdmissionGate,
    private readonly hasher: PasswordHasher,
    private readonly bcrypt: BcryptVerifier,
    private readonly decoy: Decoy,
  ) {
    super();
  }

  admit<T>(attempt: () => Promise<T>): Promise<T> {
    return this.gate.admit(attempt);
  }

  hash(password: string): Promise<string> {
    return this.gate.run(() => this.hasher.hash(password));
  }

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
      case 'unrecognised':
        this.logger.warn('A stored password hash is unreadable: its owner cannot log in');
        return this.pretend(password);
    }
  }

  private async pretend(password: string): Promise<PasswordCheck> {
    await this.hasher.verify(this.decoy.hash, password);
    return NO_MATCH;
  }
}
