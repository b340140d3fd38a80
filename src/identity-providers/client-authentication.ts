import {
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  None,
  type ServerMetadata,
} from 'openid-client';
import type {
  ClientAuthentication,
  ProviderSettings,
} from '../config/providers/provider-settings.js';

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
