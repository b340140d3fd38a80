import type { ProviderSettings } from '../config/providers/provider-settings.js';
import { claimAt, type Claims } from './claims.js';
import type { RoleGrant } from './external-profile.js';

const valuesOf = (claim: unknown): readonly unknown[] => (Array.isArray(claim) ? claim : [claim]);

/** The roles that a provider's claims earn by the configured mapping. */
export function roleGrant(
  claims: Claims,
  { rolesClaim, rolesMap }: Pick<ProviderSettings, 'rolesClaim' | 'rolesMap'>,
): RoleGrant {
  const values = rolesClaim === null ? [] : valuesOf(claimAt(claims, rolesClaim));
  const granted = values.flatMap((value) => {
    const role = typeof value === 'string' ? rolesMap.get(value) : undefined;
    return role === undefined ? [] : [role];
  });
  return { granted: [...new Set(granted)], managed: [...new Set(rolesMap.values())] };
}
