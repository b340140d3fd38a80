import { envelope, type Envelope } from './envelope.js';
import type { SessionGrant } from '../../../auth/session-grant.js';
import type { Occasion } from '../contract.js';

interface SessionData {
  readonly token: string;
  /** Absent when it travels in a cookie alone. */
  readonly refreshToken: string | undefined;
  readonly username: string;
  readonly displayName: string;
}

const sessionData = ({ access, user }: SessionGrant, refreshToken?: string): SessionData => ({
  token: access.token,
  refreshToken,
  username: user.username,
  displayName: user.displayName,
});

export function openedEnvelope(
  grant: SessionGrant,
  refreshToken: string | undefined,
  occasion: Occasion,
  at: number,
): Envelope<SessionData> {
  const data = sessionData(grant, refreshToken);
  switch (occasion) {
    case 'registration':
      return envelope(at, 201, 'User registered successfully', data);
    case 'login':
      return envelope(at, 200, 'Authentication successful', data);
  }
}

export const refreshedEnvelope = (
  grant: SessionGrant,
  refreshToken: string | undefined,
  at: number,
): Envelope<SessionData> =>
  envelope(at, 200, 'Token refreshed successfully', sessionData(grant, refreshToken));
