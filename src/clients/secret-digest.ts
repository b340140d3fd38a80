import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { type ClientSecret, MOST_SECRETS } from './clients.js';

/** By which people and scanners know a secret that was left lying about. */
const PREFIX = 'pcs_';
/** Of a secret: as random as a key, so that a plain digest of it tells nothing. */
const BYTES = 32;
const ID_BYTES = 4;

const digestOf = (secret: string): Buffer => hash('sha256', secret, 'buffer');

/** A secret, and what is kept of it. */
export interface NewSecret {
  readonly secret: string;
  readonly kept: ClientSecret;
}

/** @param now and @param expiresAt milliseconds since the epoch */
export function newSecret(now: number, expiresAt: number | null): NewSecret {
  const secret = `${PREFIX}${randomBytes(BYTES).toString('base64url')}`;
  const kept = {
    // Hexadecimal: no command line takes it for an option.
    id: randomBytes(ID_BYTES).toString('hex'),
    digest: digestOf(secret),
    createdAt: now,
    expiresAt,
    lastUsedAt: null,
  };
  return { secret, kept };
}

/** Compared where there is no secret: the digest of none. */
const NOTHING = Buffer.alloc(BYTES);

/** The one of at most two that was presented; in the same time whichever it is, and if none. */
export function presentedSecret(
  secrets: readonly ClientSecret[],
  presented: string,
): ClientSecret | null {
  const digest = digestOf(presented);
  let found: ClientSecret | null = null;
  for (let slot = 0; slot < MOST_SECRETS; slot += 1) {
    const each = secrets[slot];
    if (timingSafeEqual(each?.digest ?? NOTHING, digest) && each !== undefined) found = each;
  }
  return found;
}
