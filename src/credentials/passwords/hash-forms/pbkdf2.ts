import { pbkdf2, timingSafeEqual } from 'node:crypto';
import { natural, type SaltAndTag, saltAndTag, unpadded } from './bytes.js';

/** Bytes that each puts out. */
const DIGEST_BYTES = { sha1: 20, sha256: 32, sha512: 64 } as const;

export type Pbkdf2Digest = keyof typeof DIGEST_BYTES;

export interface Pbkdf2Hash extends SaltAndTag {
  readonly kind: 'pbkdf2';
  readonly digest: Pbkdf2Digest;
  readonly iterations: number;
}

/** Iterations times blocks (RFC 8018 §5.2); some four seconds on one core. */
const MOST_WORK = 5_000_000;

/**
 * `$pbkdf2-sha512$i=210000,l=64$salt$tag` as Auth0 takes it, `$pbkdf2-sha512$210000$salt$tag` as
 * passlib has it, where no digest means SHA-1.
 */
const PHC_STRING =
  /^\$pbkdf2(?:-(?<digest>sha1|sha256|sha512))?\$(?:i=)?(?<i>\d{1,10})(?:,l=(?<l>\d{1,3}))?\$(?<salt>[^$]+)\$(?<tag>[^$]+)$/;

const isDigest = (text: string): text is Pbkdf2Digest => Object.hasOwn(DIGEST_BYTES, text);

export function parsePbkdf2(text: string): Pbkdf2Hash | { readonly kind: 'too-costly' } | null {
  const groups = PHC_STRING.exec(text)?.groups;
  if (groups === undefined) return null;
  const { digest = 'sha1', i, l, salt, tag } = groups;
  const iterations = natural(i);
  const bytes = saltAndTag(salt, tag);
  if (!isDigest(digest) || Number.isNaN(iterations) || bytes === null) return null;
  if (l !== undefined && Number(l) !== bytes.tag.length) return null;
  const blocks = Math.ceil(bytes.tag.length / DIGEST_BYTES[digest]);
  if (iterations * blocks > MOST_WORK) return { kind: 'too-costly' };
  return { kind: 'pbkdf2', digest, iterations, ...bytes };
}

export const pbkdf2Text = ({ digest, iterations, salt, tag }: Pbkdf2Hash): string =>
  `$pbkdf2-${digest}$i=${iterations},l=${tag.length}$${unpadded(salt)}$${unpadded(tag)}`;

/** In the thread pool. */
export function verifyPbkdf2(hash: Pbkdf2Hash, password: string): Promise<boolean> {
  const { digest, iterations, salt, tag } = hash;
  return new Promise((resolve, reject) => {
    pbkdf2(password, salt, iterations, tag.length, digest, (error, key) => {
      if (error === null) resolve(timingSafeEqual(key, tag));
      else reject(error);
    });
  });
}
