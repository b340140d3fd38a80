import type { Preset } from './preset.js';

/** Issuer: `https://login.microsoftonline.com/<tenant id>/v2.0`; one tenant, never `common`. */
export const microsoft: Preset = {
  label: 'Microsoft',
  kind: 'oidc',
  scopes: ['openid', 'email', 'profile'],
  rolesClaim: 'roles',
};
