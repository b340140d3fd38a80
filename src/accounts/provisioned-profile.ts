import { trimmedName } from '../users/canonical-name.js';
import { type PersonName, sameName, wholeName, withoutEcho } from '../users/person-name.js';
import type { ProvisionedUser } from '../users/provisioned-users.js';
import type { User, UserChange } from '../users/users.js';

/** What a service that provisions may say of an account. */
export interface Profile {
  readonly username: string;
  /** Null where it follows from the name. */
  readonly displayName: string | null;
  readonly name: PersonName;
  readonly email: string | null;
  readonly externalId: string | null;
  readonly active: boolean;
  /** Undefined for the one that there is, or none. */
  readonly password?: string;
}

/** What is kept of a profile beside the account itself. */
export interface Kept {
  readonly externalId: string | null;
  readonly name: PersonName;
}

export interface ProvisionedAccount extends Kept {
  readonly user: User;
}

const LONGEST_DISPLAY_NAME = 128;

/** What people see of an account, which they always do. */
export function shownName({ displayName, name, username }: Omit<Profile, 'email'>): string {
  const shown = displayName ?? wholeName(name) ?? trimmedName(username);
  return Array.from(shown).slice(0, LONGEST_DISPLAY_NAME).join('');
}

export const keptOf = ({ externalId, name }: Kept): Kept => ({
  externalId,
  name: withoutEcho(name),
});

export const accountOf = (user: User, kept: ProvisionedUser | null): ProvisionedAccount => ({
  user,
  externalId: kept?.externalId ?? null,
  name: kept?.name ?? {},
});

/** The account as the service sees it. */
export function profileOf(user: User, kept: ProvisionedUser | null): Profile {
  const { externalId, name } = accountOf(user, kept);
  const { username, email, disabledAt } = user;
  const bare = { username, email, externalId, name, active: disabledAt === null };
  const follows = user.displayName === shownName({ ...bare, displayName: null });
  return { ...bare, displayName: follows ? null : user.displayName };
}

/** The fields that are to be written, in the words of the audit trail. */
export function changedFields(before: Profile, after: Profile): readonly string[] {
  const changed = {
    username: before.username !== trimmedName(after.username),
    email: before.email !== after.email,
    displayName: shownName(before) !== shownName(after),
    externalId: before.externalId !== after.externalId,
    name: !sameName(withoutEcho(before.name), withoutEcho(after.name)),
  };
  return Object.entries(changed).flatMap(([field, isChanged]) => (isChanged ? [field] : []));
}

/** Of the user's own row. An address that is another one has to be shown to be its owner's again. */
export function userChange(user: User, after: Profile, now: number): UserChange {
  const username = trimmedName(after.username);
  const { email, active } = after;
  return {
    // Always there: a change of what is kept elsewhere is a change of the user, too.
    displayName: shownName(after),
    ...(username === user.username ? {} : { username }),
    ...(email === user.email ? {} : { email, emailVerifiedAt: null }),
    ...(active === (user.disabledAt === null) ? {} : { disabledAt: active ? null : now }),
  };
}
