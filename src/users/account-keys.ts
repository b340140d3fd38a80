import { canonicalEmail, canonicalName, type CanonicalName } from './canonical-name.js';
import type { User } from './users.js';

/** What makes an account's name and address unique. */
export interface AccountKeys {
  readonly username: CanonicalName;
  readonly email: CanonicalName | null;
}

/** @throws TypeError for a name or an address that has no key. */
export function keysOf(user: Pick<User, 'username' | 'email'>): AccountKeys {
  return { username: keyOfName(user.username), email: keyOfEmail(user.email) };
}

/** @throws TypeError for a name that has no key. */
export function keyOfName(username: string): CanonicalName {
  const key = canonicalName(username);
  if (key === null) throw new TypeError('The username has no canonical key');
  return key;
}

/** @throws TypeError for an address that has no key. */
export function keyOfEmail(email: string | null): CanonicalName | null {
  const key = email === null ? null : canonicalEmail(email);
  if (email !== null && key === null) throw new TypeError('The email has no canonical key');
  return key;
}
