import { createHmac, hkdfSync, type KeyObject, sign } from 'node:crypto';
import type { SigningKey } from './signing-key.js';

export type Members = Readonly<Record<string, unknown>>;

export interface DecodedJwt {
  readonly header: Members;
  readonly claims: Members;
}

const encode = (members: Members): string =>
  Buffer.from(JSON.stringify(members)).toString('base64url');

function decodePart(part: string | undefined): Members {
  return JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8')) as Members;
}

/** Reads a token without believing it. */
export function decode(token: string): DecodedJwt {
  const [header, claims] = token.split('.');
  return { header: decodePart(header), claims: decodePart(claims) };
}

export function numeric(claims: Members, name: string): number {
  const value = claims[name];
  if (typeof value !== 'number') throw new Error(`${name} is not a number`);
  return value;
}

/** A token signed RS256 by whoever holds `key`. */
export function signRs256(key: KeyObject, header: Members, claims: Members): string {
  const input = `${encode(header)}.${encode(claims)}`;
  return `${input}.${sign('sha256', Buffer.from(input), key).toString('base64url')}`;
}

/** `SECRETS` of every server of a test. */
export const TEST_SECRET = 'a-secret-of-tests-that-is-long-enough';

/** The server's own signature over changed claims or header: what a stolen key could make. */
export function reissue(key: SigningKey, token: string, changes: Partial<DecodedJwt>): string {
  const { header, claims } = decode(token);
  if (header.alg === 'HS256') {
    const input = `${encode({ ...header, ...changes.header })}.${encode({ ...claims, ...changes.claims })}`;
    const secret = hkdfSync('sha256', TEST_SECRET, '', 'portcullis refresh tokens', 32);
    return `${input}.${createHmac('sha256', Buffer.from(secret)).update(input).digest('base64url')}`;
  }
  return signRs256(
    key.privateKey,
    { ...header, ...changes.header },
    { ...claims, ...changes.claims },
  );
}

/** The classical confusion: the public key's text as an HMAC secret (RFC 8725 §2.1). */
export function signHs256(key: SigningKey, token: string): string {
  const { header, claims } = decode(token);
  const input = `${encode({ ...header, alg: 'HS256' })}.${encode(claims)}`;
  const secret = key.publicKey.export({ format: 'pem', type: 'spki' });
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
}

export function unsigned(token: string): string {
  const { header, claims } = decode(token);
  return `${encode({ ...header, alg: 'none' })}.${encode(claims)}.`;
}
