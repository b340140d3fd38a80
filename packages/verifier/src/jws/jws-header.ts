import { isText, segmentObject } from './json-object.js';

/** What a header says of itself, read and not believed (RFC 7515 §4). */
export interface JwsHeader {
  readonly alg: string;
  readonly kid: string;
  /** In small letters, without `application/` (RFC 7515 §4.1.9); media types have no case. */
  readonly typ: string;
}

const typeOf = (typ: unknown): string =>
  typeof typ === 'string' ? typ.toLowerCase().replace(/^application\//, '') : '';

/**
 * Null unless `segment` is a header that can be understood. No extension is understood here, hence
 * every critical one is refused (RFC 7515 §4.1.11).
 */
export function jwsHeader(segment: string): JwsHeader | null {
  const header = segmentObject(segment);
  if (header === null || 'crit' in header || !isText(header.alg)) return null;
  return {
    alg: header.alg,
    kid: typeof header.kid === 'string' ? header.kid : '',
    typ: typeOf(header.typ),
  };
}
