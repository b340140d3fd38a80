/** Who has this role may administer the accounts. */
export const ADMINISTRATOR = 'admin';
/** And who has this one may read the audit trail. */
export const AUDITOR = 'auditor';

const ROLE_NAME = /^[\w:.-]{1,64}$/;

export const isRoleName = (text: string): boolean => ROLE_NAME.test(text);

/** A role in both lists stays. */
export interface RoleChange {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/** Each role once; those that no change is about keep their order. */
export function changedRoles(
  roles: readonly string[],
  { add, remove }: RoleChange,
): readonly string[] {
  const kept = roles.filter((role) => !remove.includes(role));
  return [...kept, ...add.filter((role) => !kept.includes(role))];
}

export const sameRoles = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((role, n) => role === other[n]);
