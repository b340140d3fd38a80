import { Injectable } from '@nestjs/common';
import { compare } from 'bcrypt';

/** Verifies imported hashes in the thread pool. bcrypt ignores a password beyond 72 bytes. */
@Injectable()
export class BcryptVerifier {
  verify(hash: string, password: string): Promise<boolean> {
    // crypt_blowfish's name for what the package knows as $2b$; the two are the same algorithm.
    return compare(password, hash.replace(/^\$2y\$/, '$2b$'));
  }
}
