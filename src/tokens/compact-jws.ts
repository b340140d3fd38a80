import { isUtf8 } from 'node:buffer';

/** Far above any token of ours, far below what would cost something to look at. */
const MAX_LENGTH = 8_192;

/**
 * Base64url has several spellings of the same bytes, which differ in bits of the last character
 * that stand for nothing; only the spelling with zeros there is a token (RFC 4648 §3.5).
 */
const SEGMENT = '(?=[\\w-])(?:[\\w-]{4})*(?:[\\w-][AQgw]|[\\w-]{2}[AEIMQUYcgkosw048])?';

const COMPACT = new RegExp(`^(${SEGMENT})\\.(${SEGMENT})\\.${SEGMENT}$`);

/** RFC 8725 §3.7; a decoder would put U+FFFD where the bytes are none of UTF-8. */
const isText = (segment: string): boolean => isUtf8(Buffer.from(segment, 'base64url'));

/** The object that a segment encodes, or null. */
export function segmentObject(segment: string): object | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(segment, 'base64url').toString('utf8'));
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}

/**
 * The unverified header segment of a token in strict compact serialization (RFC 7515 §7.1), or
 * null: three canonical base64url segments, no padding, no whitespace, nothing overlong.
 */
export function compactJwsHeader(token: string): string | null {
  if (token.length > MAX_LENGTH) return null;
  const [, header, payload] = COMPACT.exec(token) ?? [];
  if (header === undefined || payload === undefined) return null;
  return isText(header) && isText(payload) ? header : null;
}
