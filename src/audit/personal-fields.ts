import { hash, randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import { CanonicalBytes } from './audit-keys.js';

const SALT_BYTES = 16;
const DIGEST = /^[\w-]{43}$/;

/** What tells of a person in an event, as it is stored. */
export interface PersonalFields {
  readonly address: string;
  readonly userAgent: string | null;
  /** The keyed digest of a name that no account has. */
  readonly name: string | null;
  /** Random, and gone with the values. */
  readonly salt: string | null;
  /** In place of the values once they were erased. */
  readonly digest: string | null;
}

/**
 * - `clear`: of the version before, whose seal is put on the values themselves;
 * - `salted`: as written;
 * - `erased`: only the digest is left;
 * - `none`: what no server writes.
 */
export type PersonalState = 'clear' | 'salted' | 'erased' | 'none';

export const newSalt = (): string => randomBytes(SALT_BYTES).toString('base64url');

export function personalState(fields: PersonalFields): PersonalState {
  const { address, userAgent, name, salt, digest } = fields;
  if (digest === null) {
    if (salt !== null) return 'salted';
    return name === null ? 'clear' : 'none';
  }
  const empty = address === '' && userAgent === null && name === null && salt === null;
  return empty && DIGEST.test(digest) ? 'erased' : 'none';
}

/** The address of a command is none. */
export const tellsOfPerson = ({ address, userAgent, name }: PersonalFields): boolean =>
  isIP(address) !== 0 || userAgent !== null || name !== null;

/** What stands for the values in a seal: without the salt, nothing can be guessed from it. */
export class PersonalDigests {
  private readonly bytes = new CanonicalBytes();

  of({ salt, address, userAgent, name }: PersonalFields): string {
    const { bytes } = this.bytes.begin('audit personal', salt, address, userAgent, name);
    return hash('sha256', bytes, 'base64url');
  }
}
