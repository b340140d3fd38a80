import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { isJsonObject, isText, type JsonObject, jsonObject } from '../jws/json-object.js';
import { isAlgorithm, type VerificationKey } from '../jws/signature.js';

const LEAST_RSA_BITS = 2048;
/** An issuer has two or three. */
const MOST_KEYS = 64;

const KINDS = {
  RS256: (key: KeyObject) =>
    key.asymmetricKeyType === 'rsa' &&
    (key.asymmetricKeyDetails?.modulusLength ?? 0) >= LEAST_RSA_BITS &&
    (key.asymmetricKeyDetails?.publicExponent ?? 0n) > 2n,
  ES256: (key: KeyObject) =>
    key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1',
} as const;

/** Only what makes a public key; `d` or `k` have no place in a key set (RFC 7517 §9). */
function publicMembers(jwk: JsonObject): JsonWebKey | null {
  const { kty, n, e, crv, x, y } = jwk;
  if ('d' in jwk || 'k' in jwk) return null;
  if (kty === 'RSA' && isText(n) && isText(e)) return { kty, n, e };
  return kty === 'EC' && isText(crv) && isText(x) && isText(y) ? { kty, crv, x, y } : null;
}

function publicKeyOf(jwk: JsonWebKey): KeyObject | null {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' });
  } catch {
    return null;
  }
}

function readKey(jwk: unknown): VerificationKey | null {
  if (!isJsonObject(jwk) || jwk.use !== 'sig') return null;
  const { kid, alg } = jwk;
  const members = publicMembers(jwk);
  if (!isText(kid) || !isAlgorithm(alg) || members === null) return null;
  const publicKey = publicKeyOf(members);
  return publicKey !== null && KINDS[alg](publicKey) ? { kid, alg, publicKey } : null;
}

/**
 * The signing keys in a JWK Set (RFC 7517 §5). One that is weak, or does not say what it is for, is
 * left out as RFC 7517 §5 asks, and so is a second one of the same name.
 * @throws Error where not one is left
 */
export function readJwks(text: string): readonly VerificationKey[] {
  const members = jsonObject(text)?.keys;
  const listed: readonly unknown[] = Array.isArray(members) ? members.slice(0, MOST_KEYS) : [];
  const keys = new Map<string, VerificationKey>();
  for (const key of listed.map(readKey)) {
    if (key !== null && !keys.has(key.kid)) keys.set(key.kid, key);
  }
  if (keys.size === 0) throw new Error('The key set holds no usable key');
  return [...keys.values()];
}
