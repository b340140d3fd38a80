import { createPublicKey, type KeyObject } from 'node:crypto';
import type { JwtAlgorithm } from '../config/choices.js';
import { ConfigurationError } from '../config/configuration-error.js';
import { publicJwk, type PublicJwk } from './public-jwk.js';

const LEAST_RSA_BITS = 2048;

/** A public key and the one algorithm it answers to (RFC 8725 §3.1). */
export interface VerificationKey {
  readonly kid: string;
  readonly alg: JwtAlgorithm;
  readonly publicKey: KeyObject;
  readonly jwk: PublicJwk;
}

export interface SigningKey extends VerificationKey {
  readonly privateKey: KeyObject;
}

/** @throws ConfigurationError for a key that is weak or of another kind. */
export function verificationKey(source: string, publicKey: KeyObject): VerificationKey {
  const jwk = publicJwk(publicKey);
  if (jwk === null) {
    throw new ConfigurationError([`${source} must hold an RSA or an EC P-256 key`]);
  }
  const bits = publicKey.asymmetricKeyDetails?.modulusLength ?? 0;
  if (jwk.kty === 'RSA' && bits < LEAST_RSA_BITS) {
    throw new ConfigurationError([
      `${source} holds an RSA key of ${bits} bits, at least ${LEAST_RSA_BITS} are needed`,
    ]);
  }
  return { kid: jwk.kid, alg: jwk.alg, publicKey, jwk };
}

/** @throws ConfigurationError like `verificationKey`. */
export function signingKey(source: string, privateKey: KeyObject): SigningKey {
  return { ...verificationKey(source, createPublicKey(privateKey)), privateKey };
}
