import { Logger } from '@nestjs/common';
import { CircuitBreaker } from './circuit-breaker.js';
import { ProviderFailure, type ProviderFailureReason, failureOf } from './provider-failure.js';
import {
  type ExternalProfile,
  type AuthorizationRequest,
  type CodeRedemption,
  IdentityProvider,
} from './identity-provider.js';
import type { Clock } from '../../clock/clock.js';

/**
 * What a failure says about the provider.
 * - `well`: it answered as it should.
 * - `away`: it cannot be reached, whatever is sent.
 * - `failing`: it fails, perhaps at this request alone.
 * - `odd`: it answered this one request in a way that is of no use.
 */
type Sign = 'well' | 'away' | 'failing' | 'odd';

const SIGNS: Readonly<Record<ProviderFailureReason, Sign>> = {
  'code-refused': 'well',
  'id-token-refused': 'well',
  'client-refused': 'well',
  // Some provider may hang at one code.
  'timed-out': 'failing',
  unreachable: 'away',
  failing: 'failing',
  'bad-answer': 'odd',
  'too-large': 'odd',
  resting: 'odd',
};

const RESTING = new ProviderFailure('resting', 'circuit breaker');

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

  /** Most often this asks for nothing, so that its success proves nothing. */
  async authorizationUrl(request: AuthorizationRequest): Promise<string> {
    if (this.breaker.resting) throw RESTING;
    return this.told(this.inner.authorizationUrl(request), null);
  }

  async redeem(redemption: CodeRedemption): Promise<ExternalProfile> {
    if (!this.breaker.admits()) throw RESTING;
    const profile = await this.told(this.inner.redeem(redemption), redemption.sender);
    this.breaker.succeeded();
    return profile;
  }

  /** @param sender whose request it is; null where nothing of the sender's is sent on */
  private async told<T>(outcome: Promise<T>, sender: string | null): Promise<T> {
    try {
      return await outcome;
    } catch (error) {
      const failure = failureOf(error);
      const bySender = this.blames(SIGNS[failure.reason], sender);
      this.log.warn(`Provider ${this.name}: ${failure.message}`);
      throw new ProviderFailure(failure.reason, failure.detail, bySender);
    }
  }

  /** Draws the conclusions about the provider; whether the sender seems to be the cause. */
  private blames(sign: Sign, sender: string | null): boolean {
    switch (sign) {
      case 'well':
        this.breaker.succeeded();
        return false;
      case 'away':
        this.breaker.unreachable();
        return false;
      case 'failing':
        return sender !== null && this.breaker.failedFor(sender);
      case 'odd':
        return sender !== null;
    }
  }
}
