import { folded, INKLESS } from '../text/unicode.js';

/** The one key under which every spelling of a name or a mail address meets. */
export type CanonicalName = string & { readonly __brand: 'CanonicalName' };

/** Letters, marks, digits and `._-@+`, less the letters and marks that cannot be seen. */
const NAME = new RegExp(String.raw`^(?:${INKLESS}[\p{L}\p{M}\p{Nd}._\-@+]){1,128}$`, 'u');

/** As long as a forward path may be (RFC 5321 §4.5.3.1.3, erratum 1690), and nothing unseen. */
const EMAIL = new RegExp(String.raw`^(?:${INKLESS}[^\p{C}\p{Z}]){1,254}$`, 'u');

/** A key that folds to another one, or to what no name may be, would let two accounts meet. */
function keyOf(text: string, alphabet: RegExp): CanonicalName | null {
  if (!alphabet.test(text)) return null;
  const key = folded(text);
  return isCanonical(key, alphabet) ? key : null;
}

const isCanonical = (key: string, alphabet: RegExp): key is CanonicalName =>
  alphabet.test(key) && folded(key) === key;

/** A name as it is stored and shown: as registered, without outer blanks. */
export const trimmedName = (raw: string): string => raw.trim();

/** The key of a username; null for what cannot be one. */
export const canonicalName = (raw: string): CanonicalName | null => keyOf(trimmedName(raw), NAME);

/** The key of a mail address; null for what is too long, has blanks, or has no stable key. */
export const canonicalEmail = (raw: string): CanonicalName | null => keyOf(trimmedName(raw), EMAIL);

/** An address as it is stored, without outer blanks; null for what has no key. */
export const storableEmail = (raw: string | null): string | null =>
  raw === null || canonicalEmail(raw) === null ? null : trimmedName(raw);
