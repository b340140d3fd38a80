import type { JwksDocument } from './public-jwk.js';

/** What the world may know of the key ring. */
export abstract class PublicKeys {
  /** The signing key first, then every other key whose tokens still verify. */
  abstract jwks(): JwksDocument;
}
