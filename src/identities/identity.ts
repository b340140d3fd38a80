/** A person at an identity provider, and the account here that they sign in to. */
export interface Identity {
  /** A UUIDv7. */
  readonly id: string;
  readonly userId: string;
  /** Name of the provider when it was linked. */
  readonly provider: string;
  /** With `subject`, what identifies the person; no two identities share both. */
  readonly issuer: string;
  readonly subject: string;
  /** As the provider last told it; identifies nobody. */
  readonly email: string | null;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly lastUsedAt: number;
}
