import type { Preset } from './preset.js';

/** Issuer: `https://<tenant>.auth0.com/`, with the slash. */
export const auth0: Preset = {
  label: 'Auth0',
  kind: 'oidc',
  scopes: ['openid', 'email', 'profile'],
};
