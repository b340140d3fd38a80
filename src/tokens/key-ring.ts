import { type JwksDocument, PublicKeys } from './public-keys.js';
import type { SigningKey, VerificationKey } from './verification-key.js';

/** The key that signs and every key that verifies; never changes while the server runs. */
export class KeyRing extends PublicKeys {
  private readonly byKid: ReadonlyMap<string, VerificationKey>;
  private readonly document: JwksDocument;

  constructor(
    readonly signing: SigningKey,
    others: readonly VerificationKey[] = [],
  ) {
    super();
    this.byKid = new Map([signing, ...others].map((key) => [key.kid, key]));
    this.document = { keys: this.keys.map(({ jwk }) => jwk) };
  }

  get keys(): readonly VerificationKey[] {
    return [...this.byKid.values()];
  }

  find(kid: string): VerificationKey | null {
    return this.byKid.get(kid) ?? null;
  }

  jwks(): JwksDocument {
    return this.document;
  }
}
