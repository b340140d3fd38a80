import { auth0 } from './auth0.js';
import { google } from './google.js';
import { keycloak } from './keycloak.js';
import { microsoft } from './microsoft.js';
import { okta } from './okta.js';
import type { Preset } from './preset.js';

export const PRESETS: ReadonlyMap<string, Preset> = new Map(
  Object.entries({ google, okta, microsoft, keycloak, auth0 }),
);

/** What holds for a kind where no preset says anything. */
export const KIND_DEFAULTS: Readonly<Record<Preset['kind'], Omit<Preset, 'label'>>> = {
  oidc: { kind: 'oidc', scopes: ['openid', 'email', 'profile'] },
  github: {
    kind: 'github',
    issuer: 'https://github.com',
    scopes: ['read:user', 'user:email'],
  },
};
