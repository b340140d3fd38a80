import type { ProviderSettings } from '../../../src/config/providers/provider-settings.js';
import { Secret } from '../../../src/config/secret.js';
import type { Settings } from '../../../src/config/app-config.js';

export const CALLBACK = 'https://app.example.com/callback';
export const OTHER_CALLBACK = 'https://other.example.com/callback?from=provider';
export const CLIENT_ID = 'portcullis';
export const CLIENT_SECRET = 'the-secret-of-the-client-at-the-provider';

/** A provider as its variables would configure it. */
export const providerSettings = (
  settings: Pick<ProviderSettings, 'name' | 'issuer'> & Partial<ProviderSettings>,
): ProviderSettings => ({
  kind: 'oidc',
  label: `The provider ${settings.name}`,
  clientId: CLIENT_ID,
  clientSecret: new Secret(CLIENT_SECRET),
  clientAuthentication: null,
  scopes: ['openid', 'email', 'profile'],
  redirectUris: [CALLBACK],
  requireState: false,
  trustEmail: true,
  rolesClaim: null,
  rolesMap: new Map(),
  ...settings,
});

/** Partial<Settings> of a server that knows these providers. */
export const serverSettings = (
  providers: readonly ProviderSettings[],
  others: Partial<Settings> = {},
): Partial<Settings> => ({ identityProviders: providers, rateLimits: false, ...others });
