export interface User {
  /** Stable id (`uid` in tokens); a UUIDv7. */
  readonly id: string;
  /** As registered; `sub` in tokens. Never reassigned. */
  readonly username: string;
  /** As registered; null for a user whose identity provider told none. */
  readonly email: string | null;
  readonly displayName: string;
  /** PHC or bcrypt string; null when the user has no password. */
  readonly passwordHash: string | null;
  readonly roles: readonly string[];
  /** Milliseconds since the epoch, like every time here. */
  readonly createdAt: number;
  readonly disabledAt: number | null;
  readonly emailVerifiedAt: number | null;
}
