import type { AccessClaims, RefreshClaims, Verified } from './claims.js';

/** Issues and verifies both kinds of token; adds `iss` and `aud`, checks them, pins `typ` and `alg`. */
export abstract class Tokens {
  abstract issueAccess(claims: AccessClaims): Promise<string>;
  abstract issueRefresh(claims: RefreshClaims): Promise<string>;
  abstract verifyAccess(token: string): Verified<AccessClaims>;
  /** For logout: everything but `exp` has to hold. */
  abstract verifyAccessIgnoringExpiry(token: string): Verified<AccessClaims>;
  abstract verifyRefresh(token: string): Verified<RefreshClaims>;
}
