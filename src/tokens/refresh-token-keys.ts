import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Secrets } from './secrets/secrets.js';

/** A key that only this server has, and the one algorithm it answers to (RFC 8725 §3.1). */
export interface SymmetricKey {
  readonly kid: string;
  readonly alg: 'HS256';
  readonly secret: KeyObject;
}

/** Tells keys apart, and nothing of the key. */
const kidOf = (key: Buffer): string =>
  createHmac('sha256', key).update('kid').digest('base64url').slice(0, 16);

function symmetricKey(key: Buffer): SymmetricKey {
  return { kid: kidOf(key), alg: 'HS256', secret: createSecretKey(key) };
}

/**
 * The keys of refresh tokens, which no other service reads: none of them is published, and none
 * verifies an access token.
 */
@Injectable()
export class RefreshTokenKeys {
  readonly signing: SymmetricKey;
  readonly all: readonly SymmetricKey[];

  constructor(secrets: Secrets) {
    this.signing = symmetricKey(secrets.derive('refresh tokens'));
    this.all = secrets.deriveAll('refresh tokens').map(symmetricKey);
  }
}
