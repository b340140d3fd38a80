import type { ProviderVariables } from './provider-variables.js';

const ROLE = /^[\w:.-]{1,64}$/;

/** Reads `group=role, other group=role`; a group may contain anything but commas. */
export function rolesMapOf(variables: ProviderVariables): ReadonlyMap<string, string> {
  const pairs = (variables.list('ROLES_MAP') ?? []).map((pair) => {
    const at = pair.lastIndexOf('=');
    return [pair.slice(0, Math.max(at, 0)).trim(), pair.slice(at + 1).trim()] as const;
  });
  if (!pairs.every(([group, role]) => group !== '' && ROLE.test(role))) {
    variables.fault('ROLES_MAP', 'must list <value of the claim>=<role name>');
  }
  return new Map(pairs);
}
