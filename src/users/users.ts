import type { CanonicalName } from './canonical-name.js';
import type { User } from './user.js';

export type AddOutcome = 'added' | 'username-taken' | 'email-taken';

/** The accounts, found by canonical keys only. */
export abstract class Users {
  abstract findByName(name: CanonicalName): Promise<User | null>;
  abstract findByEmail(email: CanonicalName): Promise<User | null>;
  abstract findById(id: string): Promise<User | null>;
  /** Adds a user unless the canonical key of the name or of the mail address is taken. */
  abstract add(user: User): Promise<AddOutcome>;
  /** Replaces a hash only while it still is `previous`, so that a rehash never undoes a change. */
  abstract replacePasswordHash(id: string, previous: string, next: string): Promise<void>;
  abstract replaceRoles(id: string, roles: readonly string[]): Promise<void>;
  /** Notes that the account's address is its owner's; the first time counts. */
  abstract markEmailVerified(id: string, verifiedAt: number): Promise<void>;
  /** `disabledAt` null enables the account again. */
  abstract setDisabledAt(id: string, disabledAt: number | null): Promise<void>;
}
