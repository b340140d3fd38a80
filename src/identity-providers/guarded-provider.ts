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

  authorizationUrl(request: AuthorizationRequest): Promise<string> {
    return this.guarded(() => this.inner.authorizationUrl(request));
  }

  redeem(redemption: CodeRedemption): Promise<ExternalProfile> {
    return this.guarded(() => this.inner.redeem(redemption));
  }

  private async guarded<T>(call: () => Promise<T>): Promise<T> {
    if (!this.breaker.admits()) throw new ExchangeFailure('resting', 'circuit breaker');
    try {
      const result = await call();
      this.breaker.succeeded();
      return result;
    } catch (error) {
      const failure = failureOf(error);
      if (UNWELL[failure.reason]) this.breaker.failed();
      else this.breaker.succeeded();
      this.log.warn(`Provider ${this.name}: ${failure.message}`);
      throw failure;
    }
  }
}
