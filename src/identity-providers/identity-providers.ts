import { Injectable } from '@nestjs/common';
import { GuardedProvider } from './guarded-provider.js';
import type { IdentityProvider } from './identity-provider.js';
import { Outgoing } from './outgoing.js';
import { PROVIDER_OF_KIND } from './provider-of-kind.js';
import { Clock } from '../clock/clock.js';
import { AppConfig } from '../config/app-config.js';

/** The providers that are configured, in the operator's order. */
@Injectable()
export class IdentityProviders {
  private readonly providers: ReadonlyMap<string, IdentityProvider>;

  constructor(config: AppConfig, clock: Clock) {
    const outgoing = new Outgoing(config);
    this.providers = new Map(
      config.identityProviders.map((settings) => {
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
