import { buildAuthorizationUrl, type Configuration, fetchUserInfo } from 'openid-client';
import { assertIdToken } from './id-token.js';
import { OidcClient } from './oidc-client.js';
import { oidcProfile } from './oidc-profile.js';
import type { Clock } from '../../clock/clock.js';
import type { ProviderSettings } from '../../config/providers/provider-settings.js';
import { boundedFetch } from '../bounded-fetch.js';
import { claimAt, type Claims } from '../claims.js';
import { exchangeDeadline } from '../deadline.js';
import { ExchangeFailure } from '../exchange-failure.js';
import type { ExternalProfile } from '../external-profile.js';
import {
  type AuthorizationRequest,
  type CodeRedemption,
  IdentityProvider,
} from '../identity-provider.js';
import type { Outgoing } from '../outgoing.js';
import { redeemCode } from '../redeem-code.js';

/** Any OpenID provider that publishes its metadata. */
export class OidcProvider extends IdentityProvider {
  private readonly client: OidcClient;

  constructor(
    settings: ProviderSettings,
    private readonly clock: Clock,
    private readonly outgoing: Outgoing,
  ) {
    super(settings);
    this.client = new OidcClient(settings, clock, outgoing);
  }

  async authorizationUrl(request: AuthorizationRequest): Promise<string> {
    const configuration = await this.client.configuration(exchangeDeadline());
    return buildAuthorizationUrl(configuration, {
      redirect_uri: request.redirectUri,
      scope: this.settings.scopes.join(' '),
      state: request.state,
      nonce: request.nonce,
      code_challenge: request.codeChallenge,
      code_challenge_method: 'S256',
    }).href;
  }

  redeem(redemption: CodeRedemption): Promise<ExternalProfile> {
    const deadline = exchangeDeadline();
    return this.client.exchange(deadline, async (configuration) => {
      const tokens = await redeemCode(
        configuration,
        redemption,
        boundedFetch(deadline, this.outgoing),
        {
          idTokenExpected: true,
        },
      );
      const idToken = tokens.claims();
      if (idToken === undefined) throw new ExchangeFailure('bad-answer', 'no ID token');
      assertIdToken(idToken, this.settings.clientId, this.clock.now());
      const claims = await this.completed(idToken, tokens.access_token, configuration);
      return oidcProfile(claims, idToken, this.settings);
    });
  }

  /** What the ID token says, and what it leaves to the UserInfo endpoint (Core §5.4). */
  private async completed(
    idToken: Claims & { readonly sub: string },
    accessToken: string,
    configuration: Configuration,
  ): Promise<Claims> {
    const { userinfo_endpoint: endpoint } = configuration.serverMetadata();
    if (endpoint === undefined || this.saysAll(idToken)) return idToken;
    const userInfo: Claims = await fetchUserInfo(configuration, accessToken, idToken.sub);
    const merged = { ...userInfo, ...idToken };
    // What is said about one address says nothing about another, nor about none.
    if (userInfo.email === idToken.email) return merged;
    const { email, email_verified } = idToken.email === undefined ? userInfo : idToken;
    return { ...merged, email, email_verified };
  }

  private saysAll(idToken: Claims): boolean {
    const { rolesClaim, rolesMap } = this.settings;
    const roles = rolesClaim === null || rolesMap.size === 0 ? null : claimAt(idToken, rolesClaim);
    return idToken.email !== undefined && roles !== undefined;
  }
}
