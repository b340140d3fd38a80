import {
  type AuthorizationCodeGrantChecks,
  authorizationCodeGrant,
  type Configuration,
  customFetch,
  type CustomFetch,
} from 'openid-client';
import type { CodeRedemption } from './identity-provider.js';

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
  (url, options) => {
    const { body } = options;
    if (body instanceof URLSearchParams && body.has('redirect_uri')) {
      body.set('redirect_uri', redirectUri);
    }
    return inner(url, options);
  };

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
