/** How many bytes, passes or KiB are acceptable. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}

export function within(value: number, { least, most }: Bounds): boolean {
  return value >= least && value <= most;
}

/** Salts of LDAP are as short as four bytes. */
export const SALT_BYTES: Bounds = { least: 4, most: 64 };
export const TAG_BYTES: Bounds = { least: 16, most: 64 };

/** Null for text that no encoder writes, such as one cut short. */
export function strictBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return unpadded(bytes) === text ? bytes : null;
}

/**
 * Base64 as it is found: with and without padding, of the alphabet for URLs, and with passlib's `.`
 * in place of `+`.
 */
export function anyBase64(text: string): Buffer | null {
  return strictBase64(
    text
      .replace(/={1,2}$/, '')
      .replaceAll(/[-.]/g, '+')
      .replaceAll('_', '/'),
  );
}

/** As PHC strings have it. */
export const unpadded = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '');

export interface SaltAndTag {
  readonly salt: Buffer;
  readonly tag: Buffer;
}

/** Null where either is illegible, or too short to prove anything. */
export function saltAndTag(salt = '', tag = ''): SaltAndTag | null {
  const bytes = { salt: anyBase64(salt), tag: anyBase64(tag) };
  if (bytes.salt === null || !within(bytes.salt.length, SALT_BYTES)) return null;
  if (bytes.tag === null || !within(bytes.tag.length, TAG_BYTES)) return null;
  return { salt: bytes.salt, tag: bytes.tag };
}

/** NaN for anything but a plain number without leading noughts. */
export const natural = (text = ''): number => (/^[1-9]\d{0,9}$/.test(text) ? Number(text) : NaN);
