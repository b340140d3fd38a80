import { Logger } from '@nestjs/common';
import { CircuitBreaker } from './circuit-breaker.js';
import { ExchangeFailure, type ExchangeFailureReason } from './exchange-failure.js';
import type { ExternalProfile } from './external-profile.js';
import { failureOf } from './failure-of.js';
import {
  type AuthorizationRequest,
  type CodeRedemption,
  IdentityProvider,
} from './identity-provider.js';
import type { Clock } from '../clock/clock.js';

/** Whether a failure says that the provider is unwell, rather than a code or our client. */
const UNWELL: Readonly<Record<ExchangeFailureReason, boolean>> = {
  'code-refused': false,
  'id-token-refused': false,
  'client-refused': false,
  'timed-out': true,
  unreachable: true,
  failing: true,
  'bad-answer': true,
  'too-large': true,
  resting: false,
};

const RESTING = new ExchangeFailure('resting', 'circuit breaker');

/** A provider behind a circuit breaker, whose failures are logged and told in our own words. */
export class GuardedProvider extends IdentityProvider {
  private readonly log = new Logger('IdentityProviders');
  private readonly breaker: CircuitBreaker;

  constructor(
    private readonly inner: IdentityProvider,
    clock: Clock,
  ) {
    super(inner.settings);
    this.breaker = new CircuitBreaker(clock);
  }

  /** Most often this asks nobody, so that its success proves nothing. */
  async authorizationUrl(request: AuthorizationRequest): Promise<string> {
    if (this.breaker.resting) throw RESTING;
    return this.told(this.inner.authorizationUrl(request));
  }

  async redeem(redemption: CodeRedemption): Promise<ExternalProfile> {
    if (!this.breaker.admits()) throw RESTING;
    const profile = await this.told(this.inner.redeem(redemption));
    this.breaker.succeeded();
    return profile;
  }

  private async told<T>(outcome: Promise<T>): Promise<T> {
    try {
      return await outcome;
    } catch (error) {
      const failure = failureOf(error);
      if (UNWELL[failure.reason]) this.breaker.failed();
      else this.breaker.succeeded();
      this.log.warn(`Provider ${this.name}: ${failure.message}`);
      throw failure;
    }
  }
}
