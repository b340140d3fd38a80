import type { SessionProfile } from '../../sessions/session-tokens.js';
import { LONGEST_ACCESS_LIFE } from '../../token-store/revocation-index.js';
import { LONGEST_SIGNED_LIFE } from '../../tokens/keys/key-lifetimes.js';
import type { AppConfig } from '../../config/app-config.js';

export const MINUTE = 60;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A profile as its contract's document has it; refresh tokens are signed by our secret unless it asks for more. */
type OwnProfile = Omit<SessionProfile, 'refreshSigner'> &
  Partial<Pick<SessionProfile, 'refreshSigner'>>;

/**
 * `SESSION_MAX_AGE`, where it is set, takes the place of the contract's own session life.
 * @throws RangeError for tokens that would outlive the memory of their revocation, or their key.
 */
export function profileOf(own: OwnProfile, config: AppConfig): SessionProfile {
  if (own.accessLife * 1000 > LONGEST_ACCESS_LIFE) {
    throw new RangeError(`Access tokens of ${own.contract} outlive the memory of revocations`);
  }
  const { refreshSigner = 'secret' } = own;
  if (refreshSigner === 'signing-key' && own.refreshLife * 1000 > LONGEST_SIGNED_LIFE) {
    throw new RangeError(`Refresh tokens of ${own.contract} outlive the keys that sign them`);
  }
  return {
    ...own,
    refreshSigner,
    sessionLife: config.sessions.sessionMaxAge ?? own.sessionLife,
  };
}

/** An hour and a week, refreshed for a month at most: what most documents say. */
export const hourAndWeek = (contract: string, config: AppConfig): SessionProfile =>
  profileOf({ contract, accessLife: HOUR, refreshLife: 7 * DAY, sessionLife: 30 * DAY }, config);
