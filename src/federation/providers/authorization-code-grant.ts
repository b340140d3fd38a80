import {
  allowInsecureRequests,
  type Configuration,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  None,
  type ServerMetadata,
  type AuthorizationCodeGrantChecks,
  authorizationCodeGrant,
  customFetch,
  type CustomFetch,
} from 'openid-client';
import type {
  ProviderSettings,
  ClientAuthentication,
} from '../../config/providers/provider-settings.js';
import { ProviderFailure } from './provider-failure.js';
import type { CodeRedemption } from './identity-provider.js';

/** Providers of a demonstration may speak http; the configuration allows none in production. */
export const isInsecure = ({ issuer }: ProviderSettings): boolean => issuer.startsWith('http:');

// eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so in order to stand out
export const speakHttp: (configuration: Configuration) => void = allowInsecureRequests;

/** OpenID Connect Discovery §3: what says nothing supports `client_secret_basic`. */
function supported({
  token_endpoint_auth_methods_supported: methods,
}: ServerMetadata): ClientAuthentication {
  return methods === undefined || methods.includes('client_secret_basic') ? 'basic' : 'post';
}

/** How this client shows who it is: as configured, else as the provider likes it. */
export function clientAuthentication(
  { clientSecret, clientAuthentication: configured }: ProviderSettings,
  metadata: ServerMetadata,
): ClientAuth {
  if (clientSecret === null) return None();
  switch (configured ?? supported(metadata)) {
    case 'basic':
      return ClientSecretBasic(clientSecret.reveal());
    case 'post':
      return ClientSecretPost(clientSecret.reveal());
    case 'none':
      return None();
  }
}

type Tokens = Awaited<ReturnType<typeof authorizationCodeGrant>>;

/** The address that the browser came back to, as the library wants to see it. */
function callbackUrl({ redirectUri, code }: CodeRedemption): URL {
  const url = new URL(redirectUri);
  url.search = new URLSearchParams({ code }).toString();
  return url;
}

/** The library drops queries and adds slashes; providers compare to the letter (RFC 6749 §4.1.3). */
const namingExactly =
  (redirectUri: string, inner: CustomFetch): CustomFetch =>
  async (url, options) => {
    const { body } = options;
    if (body instanceof URLSearchParams && body.has('redirect_uri')) {
      body.set('redirect_uri', redirectUri);
    }
    const response = await inner(url, options);
    if (body instanceof URLSearchParams) assertNoFirewall(response);
    return response;
  };

/**
 * Statuses with which something in front of a token endpoint refuses one request, for what is in it
 * (a firewall) or for its length, in HTML or without a word.
 */
const REFUSALS: ReadonlySet<number> = new Set([400, 403, 406, 413, 414, 422, 431]);

function assertNoFirewall({ status, headers }: Response): void {
  if (REFUSALS.has(status) && !/json/i.test(headers.get('content-type') ?? '')) {
    throw new ProviderFailure('code-refused', String(status));
  }
}

/** The authorization code grant (RFC 6749 §4.1.3), by `fetch`. */
export function redeemCode(
  configuration: Configuration,
  redemption: CodeRedemption,
  fetch: CustomFetch,
  checks: AuthorizationCodeGrantChecks = {},
): Promise<Tokens> {
  const { codeVerifier, nonce, redirectUri } = redemption;
  configuration[customFetch] = namingExactly(redirectUri, fetch);
  return authorizationCodeGrant(configuration, callbackUrl(redemption), {
    ...checks,
    ...(nonce === undefined ? {} : { expectedNonce: nonce }),
    ...(codeVerifier === undefined ? {} : { pkceCodeVerifier: codeVerifier }),
  });
}
