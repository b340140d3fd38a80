import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Sealing } from '../../tokens/secrets/sealing.js';
import { Secrets } from '../../tokens/secrets/secrets.js';

/** Bytes: as long as the hash (RFC 4226 §4). */
const LENGTH = 20;

const placeOf = (userId: string, id: string): string => `totp ${userId} ${id}`;

/** Secrets of authenticator apps, which only holders of `SECRETS` can read or write. */
@Injectable()
export class TotpSecrets {
  private readonly sealing: Sealing;

  constructor(secrets: Secrets) {
    this.sealing = new Sealing(secrets, 'second factors at rest');
  }

  make(): Buffer {
    return randomBytes(LENGTH);
  }

  seal(secret: Buffer, userId: string, id: string): string {
    return this.sealing.seal(secret.toString('base64url'), placeOf(userId, id));
  }

  /** Null for what no value of `SECRETS` opens, or what was copied from another row. */
  open(sealed: string, userId: string, id: string): Buffer | null {
    const text = this.sealing.open(sealed, placeOf(userId, id));
    return text === null ? null : Buffer.from(text, 'base64url');
  }
}
