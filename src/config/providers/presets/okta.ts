import type { Preset } from './preset.js';

/** Issuer: `https://<domain>`, or `https://<domain>/oauth2/<server>` for an own server. */
export const okta: Preset = {
  label: 'Okta',
  kind: 'oidc',
  scopes: ['openid', 'email', 'profile'],
  rolesClaim: 'groups',
};
