import type { Preset } from './preset.js';

/** Issuer: `https://<host>/realms/<realm>`. */
export const keycloak: Preset = {
  label: 'Keycloak',
  kind: 'oidc',
  scopes: ['openid', 'email', 'profile'],
  rolesClaim: 'realm_access.roles',
};
