/** Times in tokens are NumericDates: whole seconds since the epoch (RFC 7519 §2). */
interface SessionClaims {
  /** Username as registered. */
  readonly sub: string;
  /** Stable user id. */
  readonly uid: string;
  readonly sid: string;
  readonly iat: number;
  readonly exp: number;
  readonly jti: string;
}

export interface AccessClaims extends SessionClaims {
  readonly roles: readonly string[];
}

export interface RefreshClaims extends SessionClaims {
  /** Generation of the session that this token names. */
  readonly gen: number;
  /** Name of the session's contract. */
  readonly ctr: string;
  readonly auth_time: number;
  /** The session's absolute end. */
  readonly sxp: number;
}

export type TokenRefusal = 'invalid' | 'expired';

export type Verified<Claims> =
  | { readonly valid: true; readonly claims: Claims }
  | { readonly valid: false; readonly refusal: TokenRefusal };
