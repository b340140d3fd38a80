import type { Claims } from '../claims/claims.js';
import { readClaims } from '../claims/read-claims.js';
import { compactJws } from '../jws/compact-jws.js';
import { isText, isTextList, type JsonObject, segmentObject } from '../jws/json-object.js';
import type { JwsHeader } from '../jws/jws-header.js';
import { isAlgorithm, isSignedBy, type VerificationKey } from '../jws/signature.js';
import type { KeySet } from '../keys/key-set.js';
import { TokenRefused } from '../refusals/token-refused.js';
import { KnownHeaders } from './known-headers.js';
import type { TokenRules } from './token-rules.js';

/** Far above any token of the server, far below what would cost something to look at. */
const MAX_LENGTH = 8_192;

/** Seconds that the clock of the server may be ahead of this one; `exp` has no such leeway. */
const SKEW = 60;

/** A token whose signature and claims are right. */
export interface ReadToken {
  readonly claims: Claims;
  readonly key: VerificationKey;
}

/** Judges a token that was not seen before: form, header, signature and claims, in this order. */
export class TokenReading {
  private readonly headers = new KnownHeaders();

  constructor(
    private readonly rules: TokenRules,
    private readonly keys: KeySet,
  ) {}

  /**
   * @param now in seconds
   * @throws TokenRefused with any code but `stale`
   */
  read(token: string, now: number): ReadToken {
    const jws = token.length > MAX_LENGTH ? null : compactJws(token);
    const header = jws === null ? null : this.headers.read(jws.header);
    if (jws === null || header === null) throw new TokenRefused('malformed');
    const key = this.keyOf(header);
    if (!isSignedBy(key, jws.signed, jws.signature)) throw new TokenRefused('bad-signature');
    return { claims: this.claimsOf(jws.payload, now), key };
  }

  private keyOf({ typ, alg, kid }: JwsHeader): VerificationKey {
    // A refresh token has the same issuer and must never pass (RFC 9068 §4, RFC 8725 §3.11).
    if (typ !== 'at+jwt') throw new TokenRefused('wrong-type');
    if (!isAlgorithm(alg) || !this.rules.algorithms.includes(alg)) {
      throw new TokenRefused('wrong-algorithm');
    }
    const key = this.keys.get(kid);
    if (key === undefined) {
      throw new TokenRefused(this.keys.isRevoked(kid) ? 'revoked' : 'unknown-key');
    }
    if (key.alg !== alg) throw new TokenRefused('wrong-algorithm');
    return key;
  }

  private claimsOf(payload: string, now: number): Claims {
    const members = segmentObject(payload);
    if (members === null) throw new TokenRefused('malformed');
    if (members.iss !== this.rules.issuer) throw new TokenRefused('wrong-issuer');
    if (!this.isForUs(members)) throw new TokenRefused('wrong-audience');
    const claims = readClaims(members);
    if (claims === null) throw new TokenRefused('malformed');
    if (claims.exp <= now) throw new TokenRefused('expired');
    if (Math.max(claims.iat, claims.nbf ?? 0) > now + SKEW) throw new TokenRefused('not-yet-valid');
    return claims;
  }

  private isForUs({ aud }: JsonObject): boolean {
    const { audience } = this.rules;
    if (isText(aud)) return audience.includes(aud);
    return isTextList(aud) && aud.some((name) => audience.includes(name));
  }
}
