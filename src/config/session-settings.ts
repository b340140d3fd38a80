import { IsBoolean, IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { LOGIN_CONTRACTS, type LoginContract } from './choices.js';
import { LimitSettings } from './limit-settings.js';

const DAY = 86_400;

/** How sessions live, and how their tokens travel. */
export class SessionSettings extends LimitSettings {
  @IsIn(LOGIN_CONTRACTS)
  readonly loginContract: LoginContract = 'combined';

  /** How long a refresh token's parent still gets the same successor; 0 turns it off. */
  @IsInt()
  @Min(0)
  @Max(300)
  readonly refreshGrace: number = 30;

  /** How long it still does, from its rotation, where that was made and never used; 0: no longer. */
  @IsInt()
  @Min(0)
  @Max(7 * DAY)
  readonly refreshRetry: number = DAY;

  /** Absolute life of a session, for every contract; null leaves each contract its own. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(3650 * 86_400)
  readonly sessionMaxAge: number | null = null;

  /** Whether cookies are called `__Host-…` and `__Secure-…` (RFC 6265bis §4.1.3). */
  @IsBoolean({ message: '$property must be on or off' })
  readonly cookiePrefixes: boolean = false;

  /** Whether contracts that set a refresh cookie also put the refresh token into the body. */
  @IsBoolean({ message: '$property must be on or off' })
  readonly refreshTokenInBody: boolean = true;
}
