import type { SessionGrant } from '../../../auth/session-grant.js';

export interface BearerBody {
  readonly accessToken: string;
  readonly tokenType: 'Bearer';
  /** Seconds. */
  readonly expiresIn: number;
}

export const bearerBody = ({ access }: SessionGrant): BearerBody => ({
  accessToken: access.token,
  tokenType: 'Bearer',
  expiresIn: access.expiresIn,
});
