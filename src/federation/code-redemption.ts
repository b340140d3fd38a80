import { Injectable, Logger } from '@nestjs/common';
import type { EventOrigin } from '../audit/event-origin.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { Clock } from '../clock/clock.js';
import { AuthError } from '../errors/auth-error.js';
import { networkOf } from '../limits/networks.js';
import { mailAddress } from '../users/mail-address.js';
import { codeFault, CodeRefused } from './code-refusal.js';
import { AuthorizationResponses, type CodeExchange } from './authorization-response.js';
import { UsedAuthorizationCodes } from './authorization-requests/authorization-requests.js';
import { ProviderFailure } from './providers/provider-failure.js';
import type { ExternalProfile, IdentityProvider } from './providers/identity-provider.js';
import { IdentityProviders } from './providers/identity-providers.js';

/** A profile that a provider vouches for just now. */
export interface Redeemed {
  readonly provider: string;
  readonly profile: ExternalProfile;
  /** Whether the address is verified by a provider whose word is taken for it. */
  readonly vouchedFor: boolean;
}

/** Turns a code into a profile, and hands that to the caller's function. */
@Injectable()
export class CodeRedemptions {
  private readonly log = new Logger(CodeRedemptions.name);

  constructor(
    private readonly providers: IdentityProviders,
    private readonly started: AuthorizationResponses,
    private readonly usedCodes: UsedAuthorizationCodes,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Refusals, of the code as of what `use` makes of the profile, are logged and audited with their
   * cause.
   * @throws AuthError
   */
  async redeem<T>(
    exchange: CodeExchange,
    origin: EventOrigin,
    use: (redeemed: Redeemed) => Promise<T>,
  ): Promise<T> {
    const provider = this.providers.find(exchange.provider);
    if (provider === undefined) throw AuthError.of('UNKNOWN_PROVIDER');
    try {
      const told = await this.profile(exchange, provider, networkOf(origin.address));
      const profile = { ...told, email: mailAddress(told.email)?.text ?? null };
      const { name, settings } = provider;
      const vouchedFor = settings.trustEmail && profile.emailVerified && profile.email !== null;
      return await use({ provider: name, profile, vouchedFor });
    } catch (error) {
      if (!(error instanceof CodeRefused)) throw error;
      const { refusal: cause, userId, bySender } = error;
      this.log.warn(`${origin.requestId}: exchange at ${provider.name} refused, ${cause}`);
      const event = { type: 'exchange-failed', provider: provider.name, cause, userId } as const;
      await this.audit.record(origin, event);
      throw codeFault(cause, bySender);
    }
  }

  private async profile(
    exchange: CodeExchange,
    provider: IdentityProvider,
    sender: string,
  ): Promise<ExternalProfile> {
    assertSendable(exchange);
    const redemption = await this.started.redemption(exchange, provider.settings);
    const first = await this.usedCodes.use(provider.name, redemption.code, this.clock.now());
    if (!first) throw new CodeRefused('code-reused');
    try {
      return await provider.redeem({ ...redemption, sender });
    } catch (error) {
      if (!(error instanceof ProviderFailure)) throw error;
      throw new CodeRefused(error.reason, null, error.bySender);
    }
  }
}

/** RFC 6749 Appendix A.11: VSCHAR. */
const CODE = /^[\x20-\x7e]+$/;
/** RFC 7636 §4.1. */
const VERIFIER = /^[A-Za-z0-9._~-]{43,128}$/;

/** No provider has issued a code with other characters, and some fail at them. */
function assertSendable({ authCode, codeVerifier }: CodeExchange): void {
  const sendable = codeVerifier === undefined || VERIFIER.test(codeVerifier);
  if (!CODE.test(authCode) || !sendable) throw new CodeRefused('code-refused');
}
