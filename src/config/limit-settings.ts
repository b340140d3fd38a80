import { ArrayUnique, IsBoolean, IsInt, IsOptional, Max, Min } from 'class-validator';
import { IsRedisUrl } from './redis-url.js';
import { IsNetworks } from './networks.js';
import { integer, list, onOff, text, ON_OFF, type SettingsOf } from './setting.js';

const MOST = 1_000_000;

/** How much is allowed from one network. What guards an account itself is no setting. */
export class LimitSettings {
  /** Whether attempts are limited; off is for load tests. */
  @IsBoolean(ON_OFF)
  readonly rateLimits: boolean = true;

  /** Where all instances count attempts together; null counts in MySQL, or in memory on SQLite. */
  @IsOptional()
  @IsRedisUrl()
  readonly redisUrl: string | null = null;

  /** An hour. */
  @IsInt()
  @Min(1)
  @Max(MOST)
  readonly limitFailedLogins: number = 300;

  /** An hour. */
  @IsInt()
  @Min(1)
  @Max(MOST)
  readonly limitRegistrations: number = 100;

  /** Registrations that found a name or an address taken, an hour. */
  @IsInt()
  @Min(1)
  @Max(MOST)
  readonly limitTakenNames: number = 60;

  /** Exchanges of codes that no provider takes, an hour. */
  @IsInt()
  @Min(1)
  @Max(MOST)
  readonly limitExchanges: number = 300;

  /** Sign-ins begun at a provider, an hour. */
  @IsInt()
  @Min(1)
  @Max(MOST)
  readonly limitSignInStarts: number = 1000;

  /** Mails asked for, whether or not one is sent, an hour. */
  @IsInt()
  @Min(1)
  @Max(MOST)
  readonly limitMailRequests: number = 100;

  /** Links and codes from mail that were no good, an hour. */
  @IsInt()
  @Min(1)
  @Max(MOST)
  readonly limitMailProofs: number = 300;

  /** Ids of no login that waits for a second factor, a minute and instance. */
  @IsInt()
  @Min(1)
  @Max(MOST)
  readonly limitChallenges: number = 600;

  /** Bad refresh tokens, a minute and instance. */
  @IsInt()
  @Min(1)
  @Max(MOST)
  readonly limitRefreshes: number = 600;

  /** Bad access tokens at `validate-token`, a minute and instance; services validate what they were sent. */
  @IsInt()
  @Min(1)
  @Max(MOST)
  readonly limitValidations: number = 6000;

  /** Wrong secrets of service accounts, a minute and instance. */
  @IsInt()
  @Min(1)
  @Max(MOST)
  readonly limitClientFailures: number = 100;

  /** Networks that many people share, such as an enterprise's. */
  @ArrayUnique()
  @IsNetworks()
  readonly limitTrustedNetworks: readonly string[] = [];

  /** How many times as much they are allowed. */
  @IsInt()
  @Min(1)
  @Max(1000)
  readonly limitTrustedFactor: number = 10;
}

export const LIMIT_SETTINGS: SettingsOf<LimitSettings> = {
  rateLimits: { variable: 'RATE_LIMITS', read: onOff },
  redisUrl: { variable: 'REDIS_URL', secret: true, read: text },
  limitFailedLogins: { variable: 'LIMIT_FAILED_LOGINS', read: integer },
  limitRegistrations: { variable: 'LIMIT_REGISTRATIONS', read: integer },
  limitTakenNames: { variable: 'LIMIT_TAKEN_NAMES', read: integer },
  limitExchanges: { variable: 'LIMIT_EXCHANGES', read: integer },
  limitSignInStarts: { variable: 'LIMIT_SIGN_IN_STARTS', read: integer },
  limitMailRequests: { variable: 'LIMIT_MAIL_REQUESTS', read: integer },
  limitMailProofs: { variable: 'LIMIT_MAIL_PROOFS', read: integer },
  limitChallenges: { variable: 'LIMIT_CHALLENGES', read: integer },
  limitRefreshes: { variable: 'LIMIT_REFRESHES', read: integer },
  limitValidations: { variable: 'LIMIT_VALIDATIONS', read: integer },
  limitClientFailures: { variable: 'LIMIT_CLIENT_FAILURES', read: integer },
  limitTrustedNetworks: { variable: 'LIMIT_TRUSTED_NETWORKS', read: list },
  limitTrustedFactor: { variable: 'LIMIT_TRUSTED_FACTOR', read: integer },
};
