import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { ConfigurationError } from '../../config/configuration-error.js';
import {
  signingKey,
  verificationKey,
  type SigningKey,
  type VerificationKey,
} from './verification-key.js';

function parsed(parse: () => KeyObject): KeyObject | null {
  try {
    return parse();
  } catch {
    return null;
  }
}

function privateKeyFault(pem: string): string {
  if (pem.includes('ENCRYPTED')) return 'holds an encrypted private key, which cannot be read';
  if (parsed(() => createPublicKey(pem)) !== null) {
    return 'holds a public key where a private key belongs';
  }
  return 'holds no readable private key (PKCS#8, PEM)';
}

/** @throws ConfigurationError that names `source` and never what it holds. */
export function privateKeyFromPem(source: string, pem: string): SigningKey {
  const key = parsed(() => createPrivateKey(pem));
  if (key === null) throw new ConfigurationError([`${source} ${privateKeyFault(pem)}`]);
  return signingKey(source, key);
}

/** As other instances and this server read it back (RFC 5958). */
export const pemOf = ({ privateKey }: SigningKey): string =>
  privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/** @throws ConfigurationError that names `source` and never what it holds. */
export function publicKeyFromPem(source: string, pem: string): VerificationKey {
  if (pem.includes('PRIVATE KEY')) {
    throw new ConfigurationError([`${source} holds a private key where a public key belongs`]);
  }
  const key = parsed(() => createPublicKey(pem));
  if (key === null) {
    throw new ConfigurationError([`${source} holds no readable public key (SPKI, PEM)`]);
  }
  return verificationKey(source, key);
}
