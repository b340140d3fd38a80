import { isUtf8 } from 'node:buffer';

/** Far above any token of ours, far below what would cost something to look at. */
const MAX_LENGTH = 8_192;

const COMPACT = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/;

/** Base64url has several spellings of the same bytes; only the canonical one is a token. */
function isCanonical(segment: string): boolean {
  return Buffer.from(segment, 'base64url').toString('base64url') === segment;
}

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
 * The unverified header of a token in strict compact serialization (RFC 7515 §7.1), or null: three
 * canonical base64url segments, no padding, no whitespace, nothing overlong.
 */
export function compactJwsHeader(token: string): object | null {
  if (token.length > MAX_LENGTH) return null;
  const [, ...segments] = COMPACT.exec(token) ?? [];
  const [header, payload] = segments;
  if (header === undefined || payload === undefined) return null;
  if (!segments.every(isCanonical) || !isText(header) || !isText(payload)) return null;
  return segmentObject(header);
}
