import { createHash, timingSafeEqual } from 'node:crypto';
import { anyBase64, type SaltAndTag, SALT_BYTES, within } from './bytes.js';

/** By the names that LDAP servers have for them. */
const SCHEMES = {
  SSHA: { digest: 'sha1', bytes: 20 },
  SSHA256: { digest: 'sha256', bytes: 32 },
  SSHA512: { digest: 'sha512', bytes: 64 },
} as const;

type Scheme = keyof typeof SCHEMES;

/** A digest of password and salt: one round, so that it is worth guessing until it is replaced. */
export interface SaltedShaHash extends SaltAndTag {
  readonly kind: 'salted-sha';
  readonly scheme: Scheme;
}

/** `{SSHA512}` and base64 of the digest with the salt after it, as `userPassword` has it (RFC 2307 §5.3). */
const USER_PASSWORD = /^\{(?<scheme>SSHA(?:256|512)?)\}(?<value>[^{}$]+)$/i;

const isScheme = (text: string): text is Scheme => Object.hasOwn(SCHEMES, text);

export function parseSaltedSha(text: string): SaltedShaHash | null {
  const groups = USER_PASSWORD.exec(text)?.groups;
  const scheme = groups?.scheme?.toUpperCase() ?? '';
  const value = anyBase64(groups?.value ?? '');
  if (!isScheme(scheme) || value === null) return null;
  const { bytes } = SCHEMES[scheme];
  const salt = value.subarray(bytes);
  if (!within(salt.length, SALT_BYTES)) return null;
  return { kind: 'salted-sha', scheme, salt, tag: value.subarray(0, bytes) };
}

export const saltedShaText = ({ scheme, salt, tag }: SaltedShaHash): string =>
  `{${scheme}}${Buffer.concat([tag, salt]).toString('base64')}`;

export function verifySaltedSha({ scheme, salt, tag }: SaltedShaHash, password: string): boolean {
  const digest = createHash(SCHEMES[scheme].digest).update(password).update(salt).digest();
  return timingSafeEqual(digest, tag);
}
