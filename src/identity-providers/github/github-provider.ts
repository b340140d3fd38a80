import { buildAuthorizationUrl, Configuration } from 'openid-client';
import { githubFetch } from './github-fetch.js';
import { githubEndpoints } from './github-endpoints.js';
import { githubProfile } from './github-profile.js';
import { readGithubAccount } from './github-account.js';
import { boundedFetch } from '../bounded-fetch.js';
import type { ProviderSettings } from '../../config/providers/provider-settings.js';
import { clientAuthentication } from '../client-authentication.js';
import { exchangeDeadline } from '../deadline.js';
import { isInsecure, speakHttp } from '../insecure-requests.js';
import type { ExternalProfile } from '../external-profile.js';
import {
  type AuthorizationRequest,
  type CodeRedemption,
  IdentityProvider,
} from '../identity-provider.js';
import type { Outgoing } from '../outgoing.js';
import { redeemCode } from '../redeem-code.js';

/** GitHub, or a GitHub Enterprise Server: OAuth 2.0, with the person told by its own API. */
export class GithubProvider extends IdentityProvider {
  constructor(
    settings: ProviderSettings,
    private readonly outgoing: Outgoing,
  ) {
    super(settings);
  }

  async authorizationUrl(request: AuthorizationRequest): Promise<string> {
    return buildAuthorizationUrl(this.configuration(), {
      redirect_uri: request.redirectUri,
      scope: this.settings.scopes.join(' '),
      state: request.state,
      code_challenge: request.codeChallenge,
      code_challenge_method: 'S256',
    }).href;
  }

  async redeem(redemption: CodeRedemption): Promise<ExternalProfile> {
    const deadline = exchangeDeadline();
    const { access_token: token } = await redeemCode(
      this.configuration(),
      { ...redemption, nonce: undefined },
      githubFetch(boundedFetch(deadline, this.outgoing)),
    );
    const { api } = githubEndpoints(this.settings.issuer);
    const account = await readGithubAccount(api, token, boundedFetch(deadline, this.outgoing));
    return githubProfile(account, this.settings);
  }

  private configuration(): Configuration {
    const { settings } = this;
    const { site: issuer, authorization, token } = githubEndpoints(settings.issuer);
    const metadata = {
      issuer,
      authorization_endpoint: authorization,
      token_endpoint: token,
      token_endpoint_auth_methods_supported: ['client_secret_post'],
    };
    const configuration = new Configuration(
      metadata,
      settings.clientId,
      undefined,
      clientAuthentication(settings, metadata),
    );
    if (isInsecure(settings)) speakHttp(configuration);
    return configuration;
  }
}
