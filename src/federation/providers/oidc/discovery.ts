import {
  customFetch,
  type CustomFetch,
  discovery,
  type JWKS,
  type ServerMetadata,
} from 'openid-client';
import type { ProviderSettings } from '../../../config/providers/provider-settings.js';
import { isClaims } from '../claims.js';
import { ProviderFailure } from '../provider-failure.js';
import { isInsecure, speakHttp } from '../authorization-code-grant.js';

/** Signatures by a key that only the provider has; never `none`, never a shared secret. */
const ALGORITHMS: ReadonlySet<string> = new Set([
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
]);

/** OpenID Connect Discovery §4; the issuer it names has to be the one that was configured. */
export async function discover(
  settings: ProviderSettings,
  fetch: CustomFetch,
): Promise<ServerMetadata> {
  const configuration = await discovery(
    new URL(settings.issuer),
    settings.clientId,
    undefined,
    undefined,
    {
      [customFetch]: fetch,
      execute: isInsecure(settings) ? [speakHttp] : [],
    },
  );
  const metadata: ServerMetadata = configuration.serverMetadata();
  // The library makes exceptions for Microsoft's templates, which stand for any tenant.
  if (new URL(metadata.issuer).href !== new URL(settings.issuer).href) {
    throw new ProviderFailure('bad-answer', 'another issuer');
  }
  assertEndpoints(metadata, settings);
  const offered = metadata.id_token_signing_alg_values_supported ?? ['RS256'];
  return {
    ...metadata,
    id_token_signing_alg_values_supported: offered.filter((algorithm) => ALGORITHMS.has(algorithm)),
    // RFC 9207: the frontend sees that parameter, and sends the code alone.
    authorization_response_iss_parameter_supported: false,
  };
}

const isAddress = (address: unknown, settings: ProviderSettings): boolean => {
  const schemes = isInsecure(settings) ? ['https:', 'http:'] : ['https:'];
  return (
    typeof address === 'string' &&
    URL.canParse(address) &&
    schemes.includes(new URL(address).protocol)
  );
};

/** Metadata that are of no use are not kept for ten minutes, but asked for again. */
function assertEndpoints(metadata: ServerMetadata, settings: ProviderSettings): void {
  const { authorization_endpoint, token_endpoint, jwks_uri, userinfo_endpoint } = metadata;
  const needed = [authorization_endpoint, token_endpoint, jwks_uri];
  if (userinfo_endpoint !== undefined) needed.push(userinfo_endpoint);
  if (!needed.every((address) => isAddress(address, settings))) {
    throw new ProviderFailure('bad-answer', 'unusable endpoint');
  }
}

/** At least one key that may sign (RFC 7517 §4.2). */
const isKeySet = (value: unknown): value is JWKS =>
  isClaims(value) &&
  Array.isArray(value.keys) &&
  value.keys.every(isClaims) &&
  value.keys.some(({ kty, use }) => typeof kty === 'string' && use !== 'enc');

export async function fetchKeys(
  { jwks_uri: address }: ServerMetadata,
  fetch: CustomFetch,
): Promise<JWKS> {
  if (address === undefined) throw new ProviderFailure('bad-answer', 'no address of keys');
  const response = await fetch(address, {
    body: undefined,
    headers: { accept: 'application/json' },
    method: 'GET',
    redirect: 'manual',
  });
  const keys: unknown = response.status === 200 ? await response.json() : undefined;
  if (!isKeySet(keys)) throw new ProviderFailure('bad-answer', 'no key set');
  return keys;
}
