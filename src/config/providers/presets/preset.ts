import type { ProviderKind } from '../provider-settings.js';

/** What need not be said about a well-known provider; every line of it can be overruled. */
export interface Preset {
  readonly label: string;
  readonly kind: ProviderKind;
  /** Absent where every customer has an issuer of their own. */
  readonly issuer?: string;
  readonly scopes: readonly string[];
  readonly rolesClaim?: string;
}
