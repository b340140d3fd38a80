import type { RoleChange } from './roles.js';
import type { CanonicalName } from './canonical-name.js';

export interface User {
  /** Stable id (`uid` in tokens); a UUIDv7. */
  readonly id: string;
  /** `sub` in tokens. One that an account had is never given to another. */
  readonly username: string;
  /** As registered; null for a user whose identity provider told none. */
  readonly email: string | null;
  readonly displayName: string;
  readonly roles: readonly string[];
  /** Milliseconds since the epoch, like every time here. */
  readonly createdAt: number;
  readonly disabledAt: number | null;
  readonly emailVerifiedAt: number | null;
  /** Counts the changes of what is said here. */
  readonly version: number;
  /** Since when the password is refused until there is another one. */
  readonly newPasswordRequiredAt: number | null;
  /** When an operator last let failed guesses count for nothing. */
  readonly unlockedAt: number | null;
  /** Counts the passwords that took another one's place: what an earlier one opened is good no more. */
  readonly passwordVersion: number;
  /** When it is deleted, since its owner leaves; null for every account that is not disabled. */
  readonly deletionAt: number | null;
}

/** Of an account to which nothing has happened yet. */
export const UNTOUCHED = {
  version: 1,
  disabledAt: null,
  newPasswordRequiredAt: null,
  unlockedAt: null,
  passwordVersion: 1,
  deletionAt: null,
} as const satisfies Partial<User>;

/** What may be changed of a user; what is left out stays. */
export type UserChange = Partial<
  Pick<
    User,
    | 'username'
    | 'email'
    | 'emailVerifiedAt'
    | 'displayName'
    | 'roles'
    | 'disabledAt'
    | 'newPasswordRequiredAt'
    | 'unlockedAt'
    | 'deletionAt'
  >
>;

/** Stale: the user has changed since that version, or is gone. */
export type ChangeOutcome = 'changed' | 'stale' | 'username-taken' | 'email-taken';

export type AddOutcome = 'added' | 'username-taken' | 'email-taken';

/** The accounts, found by canonical keys only. */
export abstract class Users {
  abstract findByName(name: CanonicalName): Promise<User | null>;
  abstract findByEmail(email: CanonicalName): Promise<User | null>;
  abstract findById(id: string): Promise<User | null>;
  /** Whether the name belonged to an account that was deleted; it is not given to another one. */
  abstract isRetired(name: CanonicalName): Promise<boolean>;
  /**
   * Adds a user unless the canonical key of the name or of the mail address is taken, or the name
   * is retired.
   */
  abstract add(user: User): Promise<AddOutcome>;
  /** Adds and removes roles, whatever others change at the same time; the roles as they are now. */
  abstract changeRoles(id: string, change: RoleChange): Promise<readonly string[]>;
  /** Notes that the account's address is its owner's; the first time counts. */
  abstract markEmailVerified(id: string, verifiedAt: number): Promise<void>;
  /**
   * One compare-and-set, also where nothing but the version changes, which keeps others from deciding
   * by what they read before; a name or a mail address that another one has, or a name that is retired,
   * changes nothing. The name that an account had is to be retired before, in the same unit of work.
   */
  abstract change(id: string, version: number, change: UserChange): Promise<ChangeOutcome>;
  /** Those that are to be deleted by now, the longest due first. */
  abstract dueForDeletion(now: number, limit: number): Promise<readonly User[]>;
  /** Part of a unit of work: the name is given to no other account from now on. */
  abstract retireName(username: string, now: number): Promise<void>;
  /** Part of a unit of work: deletes a disabled user and retires the name; false for any other. */
  abstract retire(user: User, now: number): Promise<boolean>;
  /** `disabledAt` null enables the account again. */
  abstract setDisabledAt(id: string, disabledAt: number | null): Promise<void>;
}
