import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.js';
import type { ProviderKind, ProviderSettings } from '../../config/providers/provider-settings.js';
import { AppConfig } from '../../config/app-config.js';
import { GithubProvider } from './github/github-provider.js';
import type { IdentityProvider } from './identity-provider.js';
import { OidcProvider } from './oidc/oidc-provider.js';
import { Outgoing } from './bounded-fetch.js';
import { GuardedProvider } from './guarded-provider.js';

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

/** The providers that are configured, in the operator's order. */
@Injectable()
export class IdentityProviders {
  private readonly providers: ReadonlyMap<string, IdentityProvider>;

  constructor(config: AppConfig, clock: Clock) {
    const outgoing = new Outgoing(config.federation);
    this.providers = new Map(
      config.federation.identityProviders.map((settings) => {
        const provider = PROVIDER_OF_KIND[settings.kind](settings, clock, outgoing);
        return [settings.name, new GuardedProvider(provider, clock)];
      }),
    );
  }

  all(): readonly IdentityProvider[] {
    return [...this.providers.values()];
  }

  find(name: string): IdentityProvider | undefined {
    return this.providers.get(name);
  }
}
