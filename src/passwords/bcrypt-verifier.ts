import { Injectable } from '@nestjs/common';
import { compare } from 'bcrypt';

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
