import { Injectable } from '@nestjs/common';
import type { BrowserMark } from './code-exchange.js';
import { exchangeFault } from './exchange-fault.js';
import { assertListed, onlyListed } from './redirect-uri.js';
import { randomSecret, SignInSecrets } from './sign-in-secrets.js';
import { Clock } from '../../clock/clock.js';
import { AuthError } from '../../errors/auth-error.js';
import { AuthorizationStarts } from '../../exchanges/authorization-starts.js';
import { digest } from '../../exchanges/digest.js';
import { ExchangeFailure } from '../../identity-providers/exchange-failure.js';
import type { IdentityProvider } from '../../identity-providers/identity-provider.js';
import { IdentityProviders } from '../../identity-providers/identity-providers.js';

/** Seconds that a person has to sign in at the provider. */
export const SIGN_IN_LIFE = 600;

export interface StartedSignIn {
  readonly authorizationUrl: string;
  readonly state: string;
  /** For a cookie of the browser that asked. */
  readonly browserSecret: string;
}

/** Sends somebody to a provider, and remembers where they are to come back to. */
@Injectable()
export class SignInStart {
  constructor(
    private readonly providers: IdentityProviders,
    private readonly starts: AuthorizationStarts,
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
    const state = randomSecret();
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
      throw error instanceof ExchangeFailure ? exchangeFault(error.reason) : error;
    }
  }
}
