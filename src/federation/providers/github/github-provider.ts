import { type CustomFetch, buildAuthorizationUrl, Configuration } from 'openid-client';
import type { ProviderSettings } from '../../../config/providers/provider-settings.js';
import { isClaims, textClaim } from '../claims.js';
import {
  type ExternalProfile,
  type AuthorizationRequest,
  type CodeRedemption,
  IdentityProvider,
} from '../identity-provider.js';
import { mappedRoles } from '../role-mapping.js';
import { boundedFetch, exchangeDeadline, type Outgoing } from '../bounded-fetch.js';
import {
  clientAuthentication,
  isInsecure,
  speakHttp,
  redeemCode,
} from '../authorization-code-grant.js';
import { type GithubAccount, readGithubAccount } from './github-account.js';

export interface GithubEndpoints {
  /** Without a slash at its end, however it was configured. */
  readonly site: string;
  readonly authorization: string;
  readonly token: string;
  readonly api: string;
}

/** @param configured `https://github.com`, or the address of a GitHub Enterprise Server */
export function githubEndpoints(configured: string): GithubEndpoints {
  const site = configured.replace(/\/+$/, '');
  return {
    site,
    authorization: `${site}/login/oauth/authorize`,
    token: `${site}/login/oauth/access_token`,
    api: site === 'https://github.com' ? 'https://api.github.com' : `${site}/api/v3`,
  };
}

/** GitHub's own names for errors of RFC 6749 §5.2. */
const OAUTH_ERRORS: Readonly<Record<string, string>> = {
  bad_verification_code: 'invalid_grant',
  redirect_uri_mismatch: 'invalid_grant',
  unverified_user_email: 'invalid_grant',
  incorrect_client_credentials: 'invalid_client',
};

function standardError(answer: unknown): string | undefined {
  if (!isClaims(answer) || typeof answer.error !== 'string') return undefined;
  return OAUTH_ERRORS[answer.error] ?? answer.error;
}

/** GitHub's token endpoint says 200 to a bad code, and then names the error. */
export const githubFetch =
  (inner: CustomFetch): CustomFetch =>
  async (url, options) => {
    const response = await inner(url, options);
    if (response.status !== 200) return response;
    const text = await response.text();
    const headers = { 'content-type': 'application/json' };
    const error = standardError(parsed(text));
    return error === undefined
      ? new Response(text, { status: 200, headers })
      : new Response(JSON.stringify({ error }), { status: 400, headers });
  };

/** What is no JSON is left for the library to refuse. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Logins change hands at GitHub; the number of an account does not. */
export function githubProfile(
  { user, primary }: GithubAccount,
  settings: ProviderSettings,
): ExternalProfile {
  const login = textClaim(user, 'login');
  const name = textClaim(user, 'name');
  return {
    issuer: githubEndpoints(settings.issuer).site,
    subject: String(user.id),
    email: primary?.email ?? null,
    emailVerified: primary?.verified ?? false,
    displayName: name ?? login,
    nicknames: [login, name].filter((nickname) => nickname !== null),
    roles: mappedRoles(user, settings),
  };
}

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
