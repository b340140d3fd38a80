import { IsBoolean, IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import {
  LOGIN_CONTRACTS,
  type LoginContract,
  SESSION_BINDINGS,
  type SessionBindingMode,
} from './choices.js';
import { integer, onOff, text, ON_OFF, type SettingsOf } from './setting.js';

const DAY = 86_400;

/** How sessions live, and how their tokens travel. */
export class SessionSettings {
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
  readonly refreshRetry: number;

  /** Absolute life of a session, for every contract; null leaves each contract its own. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(3650 * 86_400)
  readonly sessionMaxAge: number | null = null;

  /** Sessions that an account may have at once, beyond which the oldest end; null: any number. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1000)
  readonly sessionLimit: number | null = null;

  /** What a refresh from another network or user agent comes to. */
  @IsIn(SESSION_BINDINGS)
  readonly sessionBinding: SessionBindingMode = 'audit';

  /** Whether cookies are called `__Host-…` and `__Secure-…` (RFC 6265bis §4.1.3). */
  @IsBoolean(ON_OFF)
  readonly cookiePrefixes: boolean = false;

  /** Whether contracts that set a refresh cookie also put the refresh token into the body. */
  @IsBoolean(ON_OFF)
  readonly refreshTokenInBody: boolean = true;

  /** @param grace as it is given; to turn the grace off is to ask for strict single use */
  constructor(grace?: number) {
    this.refreshRetry = grace === 0 ? 0 : DAY;
  }
}

export const SESSION_SETTINGS: SettingsOf<SessionSettings> = {
  loginContract: { variable: 'LOGIN_CONTRACT', read: text },
  refreshGrace: { variable: 'REFRESH_GRACE', read: integer },
  refreshRetry: { variable: 'REFRESH_RETRY', read: integer },
  sessionMaxAge: { variable: 'SESSION_MAX_AGE', read: integer },
  sessionLimit: { variable: 'SESSION_LIMIT', read: integer },
  sessionBinding: { variable: 'SESSION_BINDING', read: text },
  cookiePrefixes: { variable: 'COOKIE_PREFIXES', read: onOff },
  refreshTokenInBody: { variable: 'REFRESH_TOKEN_IN_BODY', read: onOff },
};
