import type { PublicJwk } from './public-jwk.js';

/** A JWK Set (RFC 7517 §5). */
export interface JwksDocument {
  readonly keys: readonly PublicJwk[];
}

/** What the world may know of the key ring. */
export abstract class PublicKeys {
  /** The signing key first, then every other key whose tokens still verify. */
  abstract jwks(): JwksDocument;
}
