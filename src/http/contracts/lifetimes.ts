import type { SessionProfile } from '../../auth/session-profile.js';
import { LONGEST_ACCESS_LIFE } from '../../token-store/revocation-index.js';
import type { AppConfig } from '../../config/app-config.js';

export const MINUTE = 60;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/**
 * `SESSION_MAX_AGE`, where it is set, takes the place of the contract's own session life.
 * @throws RangeError for access tokens that would outlive the memory of their revocation.
 */
export function profileOf(own: SessionProfile, config: AppConfig): SessionProfile {
  if (own.accessLife * 1000 > LONGEST_ACCESS_LIFE) {
    throw new RangeError(`Access tokens of ${own.contract} outlive the memory of revocations`);
  }
  return { ...own, sessionLife: config.sessionMaxAge ?? own.sessionLife };
}

/** An hour and a week, refreshed for a month at most: what most documents say. */
export const hourAndWeek = (contract: string, config: AppConfig): SessionProfile =>
  profileOf({ contract, accessLife: HOUR, refreshLife: 7 * DAY, sessionLife: 30 * DAY }, config);
