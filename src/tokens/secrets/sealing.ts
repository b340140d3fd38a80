import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Secrets } from './secrets.js';

const CIPHER = 'aes-256-gcm';
/** Bytes (NIST SP 800-38D §8.2.1). */
const NONCE = 12;
const TAG = 16;

/**
 * Encrypts what is kept in the database, so that who reads it learns nothing and who writes it
 * makes no key that is trusted.
 */
export class Sealing {
  private readonly key: Buffer;
  private readonly keys: readonly Buffer[];

  /** @param purpose what is kept: nothing that was sealed for another one opens */
  constructor(secrets: Secrets, purpose: string) {
    this.key = secrets.derive(purpose);
    this.keys = secrets.deriveAll(purpose);
  }

  /** @param place where it is kept: it opens nowhere else */
  seal(text: string, place: string): string {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv(CIPHER, this.key, nonce).setAAD(Buffer.from(place));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
  }

  /** Null for what was not sealed for this place by any of `SECRETS`. */
  open(sealed: string, place: string): string | null {
    const bytes = Buffer.from(sealed, 'base64url');
    for (const key of this.keys) {
      const text = opened(key, bytes, place);
      if (text !== null) return text;
    }
    return null;
  }
}

function opened(key: Buffer, bytes: Buffer, place: string): string | null {
  try {
    const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE), {
      authTagLength: TAG,
    });
    decipher.setAAD(Buffer.from(place));
    decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
    const text = [decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()];
    return Buffer.concat(text).toString('utf8');
  } catch {
    return null;
  }
}
