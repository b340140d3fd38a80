import type { ProviderKind } from './provider-settings.js';

/** What need not be said about a well-known provider; every line of it can be overruled. */
export interface Preset {
  readonly label: string;
  readonly kind: ProviderKind;
  /** Absent where every customer has an issuer of their own. */
  readonly issuer?: string;
  readonly scopes: readonly string[];
  readonly rolesClaim?: string;
}

export const google: Preset = {
  label: 'Google',
  kind: 'oidc',
  issuer: 'https://accounts.google.com',
  scopes: ['openid', 'email', 'profile'],
};

/** Issuer: `https://<domain>`, or `https://<domain>/oauth2/<server>` for an own server. */
export const okta: Preset = {
  label: 'Okta',
  kind: 'oidc',
  scopes: ['openid', 'email', 'profile'],
  rolesClaim: 'groups',
};

/** Issuer: `https://login.microsoftonline.com/<tenant id>/v2.0`; one tenant, never `common`. */
export const microsoft: Preset = {
  label: 'Microsoft',
  kind: 'oidc',
  scopes: ['openid', 'email', 'profile'],
  rolesClaim: 'roles',
};

/** Issuer: `https://<host>/realms/<realm>`. */
export const keycloak: Preset = {
  label: 'Keycloak',
  kind: 'oidc',
  scopes: ['openid', 'email', 'profile'],
  rolesClaim: 'realm_access.roles',
};

/** Issuer: `https://<tenant>.auth0.com/`, with the slash. */
export const auth0: Preset = {
  label: 'Auth0',
  kind: 'oidc',
  scopes: ['openid', 'email', 'profile'],
};

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
