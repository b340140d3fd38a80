import { type KeyObject, verify } from 'node:crypto';
import { Octets } from './octets.js';

/** The algorithms that Portcullis signs with (RFC 7518 §3.1). */
export const ALGORITHMS = ['RS256', 'ES256'] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

export const isAlgorithm = (value: unknown): value is Algorithm =>
  ALGORITHMS.some((algorithm) => algorithm === value);

/** A public key and the one algorithm that it answers to (RFC 8725 §3.1). */
export interface VerificationKey {
  readonly kid: string;
  readonly alg: Algorithm;
  readonly publicKey: KeyObject;
}

/** ES256 signatures are the two numbers side by side (RFC 7518 §3.4). */
const ES256_LENGTH = 64;

const DATA = new Octets('latin1');

/** Whether `signature` over `signed` was made with the private half of the key. */
export function isSignedBy(
  { alg, publicKey }: VerificationKey,
  signed: string,
  signature: Uint8Array,
): boolean {
  const data = DATA.of(signed);
  switch (alg) {
    case 'RS256':
      return verify('sha256', data, publicKey, signature);
    case 'ES256':
      return (
        signature.length === ES256_LENGTH &&
        verify('sha256', data, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature)
      );
  }
}
