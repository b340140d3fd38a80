import type { RoleGrant } from '../../identity-providers/external-profile.js';

/** Today's roles: those a provider decides about as it says, all others as they are. */
export function rolesAfter(
  roles: readonly string[],
  { granted, managed }: RoleGrant,
): readonly string[] {
  const kept = roles.filter((role) => !managed.includes(role));
  return [...kept, ...granted.filter((role) => !kept.includes(role))];
}
