import type { Secret } from '../secret.js';

export const PROVIDER_KINDS = ['oidc', 'github'] as const;
export const CLIENT_AUTHENTICATIONS = ['basic', 'post', 'none'] as const;

/** The protocol that a provider speaks. */
export type ProviderKind = (typeof PROVIDER_KINDS)[number];
/** How the client shows its secret (OpenID Connect Core §9). */
export type ClientAuthentication = (typeof CLIENT_AUTHENTICATIONS)[number];

/** One identity provider as the operator configured it. */
export interface ProviderSettings {
  /** As clients name it. */
  readonly name: string;
  readonly kind: ProviderKind;
  /** As people read it. */
  readonly label: string;
  /** OpenID issuer; for GitHub, the site's address. */
  readonly issuer: string;
  readonly clientId: string;
  /** Null for a public client. */
  readonly clientSecret: Secret | null;
  /** Null leaves the choice to what the provider says it supports. */
  readonly clientAuthentication: ClientAuthentication | null;
  readonly scopes: readonly string[];
  /** The only addresses that codes may have been sent to, compared character by character. */
  readonly redirectUris: readonly string[];
  /** Whether only exchanges that began here are accepted. */
  readonly requireState: boolean;
  /** Whether its word is taken for an address, so that a verified one links to an account here. */
  readonly trustEmail: boolean;
  /** The claim that names groups or roles; null leaves roles alone. */
  readonly rolesClaim: string | null;
  /** From a value of that claim to a role here. */
  readonly rolesMap: ReadonlyMap<string, string>;
}
