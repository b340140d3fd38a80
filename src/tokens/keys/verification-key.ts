import { createHash, type KeyObject, createPublicKey } from 'node:crypto';
import type { JwtAlgorithm } from '../../config/choices.js';
import { ConfigurationError } from '../../config/configuration-error.js';

/** The members that define a key, in the order of RFC 7638 §3.3. */
interface RsaMembers {
  readonly e: string;
  readonly kty: 'RSA';
  readonly n: string;
}

interface EcMembers {
  readonly crv: 'P-256';
  readonly kty: 'EC';
  readonly x: string;
  readonly y: string;
}

interface KeyUse {
  /** RFC 7638 thumbprint. */
  readonly kid: string;
  readonly use: 'sig';
}

/** A public key as the JWKS publishes it (RFC 7517). */
export type PublicJwk =
  | (RsaMembers & KeyUse & { readonly alg: 'RS256' })
  | (EcMembers & KeyUse & { readonly alg: 'ES256' });

function keyUse(members: RsaMembers | EcMembers): KeyUse {
  const kid = createHash('sha256').update(JSON.stringify(members)).digest('base64url');
  return { kid, use: 'sig' };
}

/** Null for a key that no supported algorithm signs with. */
export function publicJwk(key: KeyObject): PublicJwk | null {
  if (key.asymmetricKeyType !== 'rsa' && key.asymmetricKeyType !== 'ec') return null;
  const { kty, crv, n, e, x, y } = key.export({ format: 'jwk' });
  if (kty === 'RSA' && n !== undefined && e !== undefined) {
    const members = { e, kty, n } as const;
    return { ...members, ...keyUse(members), alg: 'RS256' };
  }
  if (kty === 'EC' && crv === 'P-256' && x !== undefined && y !== undefined) {
    const members = { crv, kty, x, y } as const;
    return { ...members, ...keyUse(members), alg: 'ES256' };
  }
  return null;
}

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
