/** What an argon2 hash costs (RFC 9106 §3.1). */
export interface Argon2Cost {
  /** KiB. */
  readonly memory: number;
  readonly passes: number;
  readonly lanes: number;
}

/** New hashes cost what OWASP asks for at least: argon2id at m=19456, t=2, p=1. */
export const CURRENT_COST: Argon2Cost = { memory: 19_456, passes: 2, lanes: 1 };
