import type { User } from '../users/user.js';

export interface IssuedToken {
  readonly token: string;
  /** Seconds left to live. */
  readonly expiresIn: number;
}

/** What a login, a registration or a refresh hands out. */
export interface SessionGrant {
  readonly user: User;
  readonly sessionId: string;
  readonly contract: string;
  readonly access: IssuedToken;
  readonly refresh: IssuedToken;
}
