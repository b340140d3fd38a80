/** A sign-in that began here and has not come back yet. */
export interface AuthorizationStart {
  readonly provider: string;
  readonly redirectUri: string;
  /** Digest of the cookie that the starting browser was given. */
  readonly browserDigest: string;
  /** Whether a browser asked, which then has to show that cookie. */
  readonly fromBrowser: boolean;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

export abstract class AuthorizationStarts {
  /** Keeps a start under its state, of which the digest is stored. */
  abstract keep(state: string, start: AuthorizationStart): Promise<void>;
  /** The start of a state, for the first who asks; null for an unknown or used one. */
  abstract take(state: string): Promise<AuthorizationStart | null>;
}
