import { Injectable } from '@nestjs/common';
import { AuthError } from '../errors/auth-error.js';
import { RevocationIndex } from '../token-store/revocation-index.js';
import type { AccessClaims } from '../tokens/claims.js';
import type { Bearer } from '../tokens/bearers.js';
import { Tokens } from '../tokens/tokens.js';

/** Whether an access token is good right now; asks no database. */
@Injectable()
export class AccessTokenValidation {
  constructor(
    private readonly tokens: Tokens,
    private readonly revocations: RevocationIndex,
  ) {}

  /** @throws AuthError INVALID_TOKEN */
  validate(token: string): AccessClaims {
    const verified = this.tokens.verifyAccess(token);
    if (!verified.valid) throw AuthError.invalidAccessToken(verified.refusal === 'expired');
    if (this.isRevoked(verified.claims)) throw AuthError.invalidAccessToken();
    return verified.claims;
  }

  /**
   * The same for any access token, of a person or of a service; whom it is for is left to the
   * caller.
   * @throws AuthError INVALID_TOKEN
   */
  bearer(token: string): Bearer {
    const { bearer, refusal } = this.tokens.verifyBearer(token);
    if (bearer === null) throw AuthError.invalidAccessToken(refusal === 'expired');
    if (this.isRevokedBearer(bearer)) throw AuthError.invalidAccessToken();
    return bearer;
  }

  private isRevokedBearer(bearer: Bearer): boolean {
    switch (bearer.kind) {
      case 'user':
        return this.isRevoked(bearer.claims);
      case 'service':
        return this.revocations.covers('client', bearer.claims.sub, bearer.claims.iat * 1000);
    }
  }

  isRevoked({ sid, uid, iat }: AccessClaims): boolean {
    return this.revocations.has(sid) || this.revocations.covers('user', uid, iat * 1000);
  }
}
