import { ROLE_NAME } from '../../../config/account-settings.js';
import { canonicalText, parseStoredHash } from '../../../credentials/passwords/stored-hash.js';
import { NAME_FAULTS, nameFault } from '../../account-names.js';
import { LineRefused } from './line-refusal.js';

/** Not at all, at a time that is not known, or since then. */
export type Since = boolean | number;

export interface ImportedIdentity {
  /** Name of the provider here. */
  readonly provider: string;
  readonly issuer: string;
  readonly subject: string;
  readonly id: string | null;
  readonly email: string | null;
  readonly createdAt: number | null;
  readonly lastUsedAt: number | null;
}

/** What a line says of an account; null where it says nothing. */
export interface ImportedAccount {
  readonly username: string;
  readonly email: string | null;
  readonly id: string | null;
  readonly displayName: string | null;
  readonly roles: readonly string[] | null;
  readonly createdAt: number | null;
  readonly disabled: Since | null;
  readonly emailVerified: Since | null;
  readonly passwordHash: string | null;
  readonly identities: readonly ImportedIdentity[];
}

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** In small letters; null for another kind of id. */
export const uuidOf = (text: string | null): string | null =>
  text !== null && UUID.test(text) ? text.toLowerCase() : null;

/** @throws LineRefused for a name that no registration would accept */
export function assertNameable(account: Pick<ImportedAccount, 'username' | 'email'>): void {
  const fault = nameFault(account);
  if (fault === null) return;
  throw new LineRefused(fault === 'email' ? 'invalid-email' : 'invalid-name', NAME_FAULTS[fault]);
}

const MOST_ROLES = 100;

/** @throws LineRefused */
export function assertRoles(roles: readonly string[]): readonly string[] {
  if (roles.length <= MOST_ROLES && roles.every((role) => ROLE_NAME.test(role))) {
    return [...new Set(roles)];
  }
  throw new LineRefused(
    'bad-field',
    `roles must be at most ${MOST_ROLES} names of letters, digits and _:.-`,
  );
}

/** Characters of the column. */
const LONGEST_HASH = 255;

/**
 * The hash as it is stored.
 * @throws LineRefused
 */
export function storableHash(text: string): string {
  const hash = parseStoredHash(text);
  if (hash.kind === 'unrecognised') {
    throw new LineRefused('unknown-hash', 'the password hash is of no kind that can be verified');
  }
  if (hash.kind === 'too-costly') {
    throw new LineRefused('too-costly-hash', 'to verify it takes too much memory or time');
  }
  const canonical = canonicalText(hash);
  if (canonical.length <= LONGEST_HASH) return canonical;
  throw new LineRefused('unknown-hash', `the password hash exceeds ${LONGEST_HASH} characters`);
}
