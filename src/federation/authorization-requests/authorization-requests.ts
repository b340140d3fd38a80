import { createHash } from 'node:crypto';

/** What is kept of a code, a state or a cookie: enough to know it again, and no more. */
export const digest = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\0')).digest('base64url');

/** A sign-in that began here and has not come back yet. */
export interface StartedAuthorization {
  readonly provider: string;
  readonly redirectUri: string;
  /** Digest of the cookie that the starting browser was given. */
  readonly browserDigest: string;
  /** Whether a browser asked, which then has to show that cookie. */
  readonly fromBrowser: boolean;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

export abstract class AuthorizationRequests {
  /** Keeps a request under its state, of which the digest is stored. */
  abstract keep(state: string, request: StartedAuthorization): Promise<void>;
  /** The request of a state, for the first caller; null for an unknown or used one. */
  abstract take(state: string): Promise<StartedAuthorization | null>;
}

/** Which authorization codes have been shown to their provider. */
export abstract class UsedAuthorizationCodes {
  /** True for the single caller who may show the code; every later one is refused. */
  abstract use(provider: string, code: string, now: number): Promise<boolean>;
}
