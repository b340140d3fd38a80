import { Injectable } from '@nestjs/common';
import { type BrowserMark, assertListed, onlyListed } from './authorization-response.js';
import { codeFault } from './code-refusal.js';
import { randomSecret, SignInSecrets } from './sign-in-secrets.js';
import { Clock } from '../clock/clock.js';
import { AuthError } from '../errors/auth-error.js';
import { AuthorizationRequests, digest } from './authorization-requests/authorization-requests.js';
import { ProviderFailure } from './providers/provider-failure.js';
import type { IdentityProvider } from './providers/identity-provider.js';
import { IdentityProviders } from './providers/identity-providers.js';

/** Seconds that a person has to sign in at the provider. */
export const SIGN_IN_LIFE = 600;

export interface StartedSignIn {
  readonly authorizationUrl: string;
  readonly state: string;
  /** For a cookie of the browser that asked. */
  readonly browserSecret: string;
}

/** Sends a browser to a provider, and remembers where it is to come back to. */
@Injectable()
export class SignInStart {
  constructor(
    private readonly providers: IdentityProviders,
    private readonly starts: AuthorizationRequests,
    private readonly secrets: SignInSecrets,
    private readonly clock: Clock,
  ) {}

  /** @throws AuthError UNKNOWN_PROVIDER, VALIDATION_FAILED or PROVIDER_UNAVAILABLE */
  async begin(
    name: string,
    redirectUri: string | undefined,
    browser: BrowserMark,
  ): Promise<StartedSignIn> {
    const provider = this.providers.find(name);
    if (provider === undefined) throw AuthError.of('UNKNOWN_PROVIDER');
    const address = redirectUri ?? onlyListed(provider.settings);
    assertListed(provider.settings, address);
    const state = this.secrets.newState();
    const authorizationUrl = await this.authorizationUrl(provider, address, state);
    // Sign-ins in two tabs share one cookie.
    const browserSecret = browser.secret ?? randomSecret();
    await this.starts.keep(state, {
      provider: name,
      redirectUri: address,
      browserDigest: digest(browserSecret),
      fromBrowser: browser.fromBrowser,
      expiresAt: this.clock.now() + SIGN_IN_LIFE * 1000,
    });
    return { authorizationUrl, state, browserSecret };
  }

  private async authorizationUrl(
    provider: IdentityProvider,
    redirectUri: string,
    state: string,
  ): Promise<string> {
    try {
      return await provider.authorizationUrl({
        redirectUri,
        state,
        nonce: this.secrets.nonce(state),
        codeChallenge: this.secrets.challenge(state),
      });
    } catch (error) {
      throw error instanceof ProviderFailure ? codeFault(error.reason) : error;
    }
  }
}
