import type { ProviderSettings } from '../../config/providers/provider-settings.js';
import { claimAt, type Claims } from './claims.js';
import type { RoleChange } from '../../users/roles.js';

const valuesOf = (claim: unknown): readonly unknown[] => (Array.isArray(claim) ? claim : [claim]);

/**
 * The change of roles that a provider's claims ask for by the configured mapping: the roles that it
 * decides about and does not grant are taken away.
 */
export function mappedRoles(
  claims: Claims,
  { rolesClaim, rolesMap }: Pick<ProviderSettings, 'rolesClaim' | 'rolesMap'>,
): RoleChange {
  const values = rolesClaim === null ? [] : valuesOf(claimAt(claims, rolesClaim));
  const granted = values.flatMap((value) => {
    const role = typeof value === 'string' ? rolesMap.get(value) : undefined;
    return role === undefined ? [] : [role];
  });
  return { add: [...new Set(granted)], remove: [...new Set(rolesMap.values())] };
}
