import { Injectable } from '@nestjs/common';
import { AuthError } from '../errors/auth-error.js';
import { RevocationIndex } from '../token-store/revocation-index.js';
import type { AccessClaims } from '../tokens/claims.js';
import { Tokens } from '../tokens/tokens.js';

/** Whether an access token is good right now; asks no database. */
@Injectable()
export class AccessTokenCheck {
  constructor(
    private readonly tokens: Tokens,
    private readonly revocations: RevocationIndex,
  ) {}

  /** @throws AuthError INVALID_TOKEN */
  assertGood(token: string): AccessClaims {
    const verified = this.tokens.verifyAccess(token);
    if (!verified.valid) throw AuthError.invalidAccessToken(verified.refusal === 'expired');
    if (this.revocations.has(verified.claims.sid)) throw AuthError.invalidAccessToken();
    return verified.claims;
  }
}
