import {
  type IDToken,
  buildAuthorizationUrl,
  type Configuration,
  fetchUserInfo,
} from 'openid-client';
import type { ProviderSettings } from '../../../config/providers/provider-settings.js';
import type { Clock } from '../../../clock/clock.js';
import { ProviderFailure } from '../provider-failure.js';
import { type Claims, textClaim, claimAt } from '../claims.js';
import {
  type ExternalProfile,
  type AuthorizationRequest,
  type CodeRedemption,
  IdentityProvider,
} from '../identity-provider.js';
import { mappedRoles } from '../role-mapping.js';
import { boundedFetch, exchangeDeadline, type Outgoing } from '../bounded-fetch.js';
import { redeemCode } from '../authorization-code-grant.js';
import { LEEWAY, OidcClient } from './oidc-client.js';

/** Core §2: at most 255 ASCII characters. Databases ignore blanks at the end, so there are none. */
const SUBJECT = /^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/;

const refused = (detail: string): ProviderFailure =>
  new ProviderFailure('id-token-refused', detail);

/**
 * What OpenID Connect Core §3.1.3.7 asks for beyond what the library checks.
 * @param now milliseconds since the epoch
 * @throws ProviderFailure
 */
export function assertIdToken({ azp, iat, sub }: IDToken, clientId: string, now: number): void {
  if (azp !== undefined && azp !== clientId) throw refused('azp');
  if (iat > now / 1000 + LEEWAY) throw refused('iat');
  if (!SUBJECT.test(sub)) throw refused('sub');
}

const localPart = (address: string | null): string | null => address?.replace(/@.*$/s, '') ?? null;

/** Standard claims (OpenID Connect Core §5.1) as a profile. */
export function oidcProfile(
  claims: Claims,
  { iss, sub }: IDToken,
  settings: ProviderSettings,
): ExternalProfile {
  const email = textClaim(claims, 'email');
  const name = textClaim(claims, 'name');
  const nicknames = [
    localPart(textClaim(claims, 'preferred_username')),
    textClaim(claims, 'nickname'),
    localPart(email),
    name,
  ];
  return {
    issuer: iss,
    subject: sub,
    email,
    emailVerified: claims.email_verified === true,
    displayName: name,
    nicknames: nicknames.filter((nickname) => nickname !== null),
    roles: mappedRoles(claims, settings),
  };
}

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
      if (idToken === undefined) throw new ProviderFailure('bad-answer', 'no ID token');
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
