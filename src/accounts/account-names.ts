import { AuthError } from '../errors/auth-error.js';
import { isVisible } from '../text/unicode.js';
import { canonicalEmail, canonicalName } from '../users/canonical-name.js';
import type { AddOutcome, ChangeOutcome } from '../users/users.js';

/** How an account is to be called. */
export interface Naming {
  readonly username: string;
  /** Null for an account without one. */
  readonly email: string | null;
}

export type NameFault = 'username' | 'email' | 'foreign-address';

/** Each as a sentence. */
export const NAME_FAULTS: Readonly<Record<NameFault, string>> = {
  username: 'Username must be 1 to 128 letters, digits or any of ._-@+.',
  email: 'Email must be an email address.',
  'foreign-address': "Username with an @ must be the account's own email address.",
};

/**
 * Why an account cannot be called so; null when it can. A name that looks like an address must be
 * the account's own, so that it cannot pass for another person's.
 */
export function nameFault({ username, email }: Naming): NameFault | null {
  const name = canonicalName(username);
  const address = email === null ? null : canonicalEmail(email);
  if (name === null || !isVisible(username)) return 'username';
  if (email !== null && address === null) return 'email';
  return name.includes('@') && name !== address ? 'foreign-address' : null;
}

function refuse(fault: NameFault | null): void {
  if (fault === null) return;
  throw AuthError.invalidFields({
    field: fault === 'email' ? 'email' : 'username',
    problem: 'invalid',
    message: NAME_FAULTS[fault],
  });
}

/**
 * Also of names that a service answers for.
 * @throws AuthError VALIDATION_FAILED
 */
export function assertWellFormed(naming: Naming): void {
  const fault = nameFault(naming);
  refuse(fault === 'foreign-address' ? null : fault);
}

/** @throws AuthError VALIDATION_FAILED */
export function assertNameable(naming: Naming): void {
  refuse(nameFault(naming));
}

/** @throws AuthError USERNAME_TAKEN or EMAIL_TAKEN */
export function assertFree(outcome: AddOutcome | Exclude<ChangeOutcome, 'stale'>): void {
  switch (outcome) {
    case 'added':
    case 'changed':
      return;
    case 'username-taken':
      throw AuthError.of('USERNAME_TAKEN');
    case 'email-taken':
      throw AuthError.of('EMAIL_TAKEN');
  }
}
