import type { Preset } from './preset.js';

export const google: Preset = {
  label: 'Google',
  kind: 'oidc',
  issuer: 'https://accounts.google.com',
  scopes: ['openid', 'email', 'profile'],
};
