/** How long a contract's tokens and sessions live, in seconds. */
export interface SessionProfile {
  /** The contract's name, kept with the session and in its refresh tokens (`ctr`). */
  readonly contract: string;
  readonly accessLife: number;
  /** Each successor lives this long again, never past `sessionLife` after login. */
  readonly refreshLife: number;
  readonly sessionLife: number;
}
