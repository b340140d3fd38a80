import { GithubProvider } from './github/github-provider.js';
import type { IdentityProvider } from './identity-provider.js';
import { OidcProvider } from './oidc/oidc-provider.js';
import type { Outgoing } from './outgoing.js';
import type { Clock } from '../clock/clock.js';
import type { ProviderKind, ProviderSettings } from '../config/providers/provider-settings.js';

/** Every kind of provider there is; exhaustive by its type. */
export const PROVIDER_OF_KIND: Readonly<
  Record<
    ProviderKind,
    (settings: ProviderSettings, clock: Clock, outgoing: Outgoing) => IdentityProvider
  >
> = {
  oidc: (settings, clock, outgoing) => new OidcProvider(settings, clock, outgoing),
  github: (settings, _clock, outgoing) => new GithubProvider(settings, outgoing),
};
