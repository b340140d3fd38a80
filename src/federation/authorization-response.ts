import { Injectable } from '@nestjs/common';
import type { ProviderSettings } from '../config/providers/provider-settings.js';
import { AuthError } from '../errors/auth-error.js';
import { Clock } from '../clock/clock.js';
import { CodeRefused } from './code-refusal.js';
import { SignInSecrets } from './sign-in-secrets.js';
import {
  type StartedAuthorization,
  AuthorizationRequests,
  digest,
} from './authorization-requests/authorization-requests.js';
import type { CodeRedemption } from './providers/identity-provider.js';

/** What tells one browser from another between the start of a sign-in and its end. */
export interface BrowserMark {
  /** Whether a browser is asking, by the headers that only browsers send. */
  readonly fromBrowser: boolean;
  /** The cookie of an earlier start; undefined without one. */
  readonly secret: string | undefined;
}

/** An authorization code, as a frontend hands it over. */
export interface CodeExchange {
  readonly provider: string;
  readonly authCode: string;
  readonly redirectUri: string | undefined;
  readonly codeVerifier: string | undefined;
  readonly state: string | undefined;
  readonly browser: BrowserMark;
}

type Listed = Pick<ProviderSettings, 'redirectUris'>;

const fault = (problem: 'missing' | 'invalid', message: string): AuthError =>
  AuthError.invalidFields({ field: 'redirectUri', problem, message });

/** @throws AuthError VALIDATION_FAILED unless the operator listed the address, to the letter */
export function assertListed({ redirectUris }: Listed, redirectUri: string): void {
  if (redirectUris.includes(redirectUri)) return;
  throw fault('invalid', 'Redirect URI is not registered for this provider.');
}

/** @throws AuthError VALIDATION_FAILED where there is a choice */
export function onlyListed({ redirectUris }: Listed): string {
  const [only, ...others] = redirectUris;
  if (only !== undefined && others.length === 0) return only;
  throw fault('missing', 'Redirect URI is required.');
}

/** Brings a code together with the start that it belongs to, whether that was here or elsewhere. */
@Injectable()
export class AuthorizationResponses {
  constructor(
    private readonly starts: AuthorizationRequests,
    private readonly secrets: SignInSecrets,
    private readonly clock: Clock,
  ) {}

  /** @throws AuthError VALIDATION_FAILED, or CodeRefused */
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
      throw new CodeRefused('unknown-state');
    }
    return {
      code,
      redirectUri: redirectUri ?? onlyListed(settings),
      codeVerifier,
      nonce: undefined,
    };
  }

  private assertOwn(start: StartedAuthorization, exchange: CodeExchange): void {
    const { provider, redirectUri = start.redirectUri, browser } = exchange;
    if (start.expiresAt <= this.clock.now()) throw new CodeRefused('unknown-state');
    if (start.provider !== provider || start.redirectUri !== redirectUri) {
      throw new CodeRefused('foreign-state');
    }
    // Login CSRF: a code that an attacker obtained must not sign this browser in.
    const marked = start.fromBrowser || browser.fromBrowser;
    if (marked && digest(browser.secret ?? '') !== start.browserDigest) {
      throw new CodeRefused('foreign-browser');
    }
  }
}

const stateRequired = (): AuthError =>
  AuthError.invalidFields({ field: 'state', problem: 'missing', message: 'State is required.' });
