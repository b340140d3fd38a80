/** Times are NumericDates: seconds since the epoch (RFC 7519 §2). */
interface AccessClaims {
  readonly iss: string;
  readonly aud: string | readonly string[];
  readonly client_id: string;
  readonly iat: number;
  readonly exp: number;
  readonly nbf?: number;
  readonly jti: string;
}

/** Claims of a token that a person got by logging in (RFC 9068 §2.2). */
export interface UserClaims extends AccessClaims {
  /** The username. */
  readonly sub: string;
  /** The stable id of the account. */
  readonly uid: string;
  /** The session that the token belongs to. */
  readonly sid: string;
  readonly roles: readonly string[];
  /** When the session began. */
  readonly auth_time?: number;
  /** How it was shown who logs in (RFC 8176). */
  readonly amr?: readonly string[];
  /** `aal2` where two factors were shown; absent for one. */
  readonly acr?: string;
}

/** Claims of a token that a service got with its own credentials (RFC 6749 §4.4). */
export interface ServiceClaims extends AccessClaims {
  /** The same as `client_id` (RFC 9068 §2.2). */
  readonly sub: string;
  /** Scopes, with spaces in between (RFC 6749 §3.3). */
  readonly scope?: string;
  readonly uid?: undefined;
  readonly sid?: undefined;
  readonly roles?: undefined;
}

/** Told apart by `uid`: `if (claims.uid === undefined)` leaves a service. */
export type Claims = UserClaims | ServiceClaims;

export const isUser = (claims: Claims): claims is UserClaims => claims.uid !== undefined;

export const isService = (claims: Claims): claims is ServiceClaims => claims.uid === undefined;
