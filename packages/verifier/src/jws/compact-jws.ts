import { Base64Url, isForeign } from './base64url.js';

/** A JWS in compact form, taken apart and not yet believed (RFC 7515 §7.1). */
export interface CompactJws {
  /** The header as it is written. */
  readonly header: string;
  readonly payload: string;
  /** Good until the next one is taken apart. */
  readonly signature: Uint8Array;
  /** Header and payload with the point between them: what is signed. */
  readonly signed: string;
}

const SIGNATURE = new Base64Url();

/**
 * Null unless there are three segments, of which the last, which may be empty, is canonical
 * base64url. Whether the others are shows when they are read; the signature speaks for them.
 */
export function compactJws(token: string): CompactJws | null {
  const first = token.indexOf('.');
  const second = token.indexOf('.', first + 1);
  if (first < 1 || second < first + 2 || token.includes('.', second + 1)) return null;
  if (isForeign(token)) return null;
  const signature = SIGNATURE.bytesOf(token.slice(second + 1));
  if (signature === null) return null;
  return {
    header: token.slice(0, first),
    payload: token.slice(first + 1, second),
    signature,
    signed: token.slice(0, second),
  };
}
