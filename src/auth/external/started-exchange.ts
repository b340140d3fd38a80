import { Injectable } from '@nestjs/common';
import type { CodeExchange } from './code-exchange.js';
import { ExchangeRefused } from './exchange-refused.js';
import { assertListed, onlyListed } from './redirect-uri.js';
import { SignInSecrets } from './sign-in-secrets.js';
import { Clock } from '../../clock/clock.js';
import type { ProviderSettings } from '../../config/providers/provider-settings.js';
import { AuthError } from '../../errors/auth-error.js';
import {
  type AuthorizationStart,
  AuthorizationStarts,
} from '../../exchanges/authorization-starts.js';
import { digest } from '../../exchanges/digest.js';
import type { CodeRedemption } from '../../identity-providers/identity-provider.js';

/** Brings a code together with the start that it belongs to, whether that was here or elsewhere. */
@Injectable()
export class StartedExchange {
  constructor(
    private readonly starts: AuthorizationStarts,
    private readonly secrets: SignInSecrets,
    private readonly clock: Clock,
  ) {}

  /** @throws AuthError VALIDATION_FAILED, or ExchangeRefused */
  async redemption(
    exchange: CodeExchange,
    settings: ProviderSettings,
  ): Promise<Omit<CodeRedemption, 'sender'>> {
    const { authCode: code, codeVerifier, redirectUri, state } = exchange;
    if (redirectUri !== undefined) assertListed(settings, redirectUri);
    if (state === undefined && settings.requireState) throw stateRequired();
    const start = state === undefined ? null : await this.starts.take(state);
    if (state !== undefined && start !== null) {
      this.assertOwn(start, exchange);
      return {
        code,
        redirectUri: start.redirectUri,
        codeVerifier: this.secrets.verifier(state),
        nonce: this.secrets.nonce(state),
      };
    }
    // A state beside a verifier may be the frontend's own, which it has checked itself.
    if (state !== undefined && (codeVerifier === undefined || settings.requireState)) {
      throw new ExchangeRefused('unknown-state');
    }
    return {
      code,
      redirectUri: redirectUri ?? onlyListed(settings),
      codeVerifier,
      nonce: undefined,
    };
  }

  private assertOwn(start: AuthorizationStart, exchange: CodeExchange): void {
    const { provider, redirectUri = start.redirectUri, browser } = exchange;
    if (start.expiresAt <= this.clock.now()) throw new ExchangeRefused('unknown-state');
    if (start.provider !== provider || start.redirectUri !== redirectUri) {
      throw new ExchangeRefused('foreign-state');
    }
    // Login CSRF: a code that somebody else obtained must not sign this browser in.
    const marked = start.fromBrowser || browser.fromBrowser;
    if (marked && digest(browser.secret ?? '') !== start.browserDigest) {
      throw new ExchangeRefused('foreign-browser');
    }
  }
}

const stateRequired = (): AuthError =>
  AuthError.invalidFields({ field: 'state', problem: 'missing', message: 'State is required.' });
