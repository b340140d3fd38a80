import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { RSA_KEYS } from './global-setup.js';

export interface RsaPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

const PEM = /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----/g;

let given = 0;

/** A pair of 2,048 bits that this test file has not been given before. */
export function rsaPair(): RsaPair {
  const pem = process.env[RSA_KEYS]?.match(PEM)?.[given];
  given += 1;
  if (pem === undefined) return generateKeyPairSync('rsa', { modulusLength: 2048 });
  const privateKey = createPrivateKey(pem);
  return { privateKey, publicKey: createPublicKey(privateKey) };
}
