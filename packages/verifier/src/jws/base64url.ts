import { Octets } from './octets.js';

/**
 * Base64url spells the same bytes in several ways, which differ in bits of the last character that
 * stand for nothing. Only the spelling with zeros there is taken (RFC 4648 §3.5), so that a token
 * has one form. Of four characters, that many are in the last group:
 */
const LAST = [null, '', 'AQgw', 'AEIMQUYcgkosw048'] as const;

function isCanonical(segment: string): boolean {
  const allowed = LAST[segment.length % 4];
  return allowed === null || allowed?.includes(segment.slice(-1)) === true;
}

/** What Node would read as base64url and is not: the other alphabet, and all beyond ASCII. */
export const isForeign = (text: string): boolean =>
  text.includes('+') || text.includes('/') || Buffer.byteLength(text) !== text.length;

/** Reads segments of a JWS, of which nothing is foreign. */
export class Base64Url {
  private readonly octets = new Octets('base64url');

  /** The bytes of a segment, good until the next call; null unless that is their one spelling. */
  bytesOf(segment: string): Buffer | null {
    if (!isCanonical(segment)) return null;
    const bytes = this.octets.of(segment);
    // Node leaves characters out that are in no alphabet, so that there are fewer bytes.
    return bytes.length === Math.floor((segment.length * 3) / 4) ? bytes : null;
  }
}
