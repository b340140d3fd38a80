import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { Clock } from '../clock/clock.js';
import { AppConfig } from '../config/app-config.js';
import { ACCESS_TOKEN } from './access-token.js';
import type { AccessClaims, RefreshClaims, Verified } from './claims.js';
import { JwsSigner } from './jws-signer.js';
import { RecentTokens } from './recent-tokens.js';
import { REFRESH_TOKEN } from './refresh-token.js';
import type { Payload, TokenKind } from './token-kind.js';
import { hasBegun, isOver } from './token-times.js';
import { TokenSize } from './token-size.js';
import { Tokens } from './tokens.js';
import { TrustedHeaders } from './trusted-headers.js';

const INVALID = { valid: false, refusal: 'invalid' } as const;
const EXPIRED = { valid: false, refusal: 'expired' } as const;

/** Some ten megabytes at most. */
const REMEMBERED = 10_000;

@Injectable()
export class JwtTokens extends Tokens {
  /** Signature, issuer, kind and claims of a token never change; its expiry is looked at each time. */
  private readonly recent = new RecentTokens<AccessClaims>(REMEMBERED);

  constructor(
    private readonly config: AppConfig,
    private readonly clock: Clock,
    private readonly headers: TrustedHeaders,
    private readonly signer: JwsSigner,
    private readonly size: TokenSize,
    private readonly jwt: JwtService,
  ) {
    super();
  }

  issueAccess(claims: AccessClaims): Promise<string> {
    return this.issue(ACCESS_TOKEN, this.size.fit(claims));
  }

  issueRefresh(claims: RefreshClaims): Promise<string> {
    return this.issue(REFRESH_TOKEN, claims);
  }

  verifyAccess(token: string): Verified<AccessClaims> {
    const known = this.recent.get(token);
    if (known !== undefined) return this.unlessOver({ valid: true, claims: known });
    const verified = this.unlessOver(this.verifyIgnoringExpiry(ACCESS_TOKEN, token));
    if (verified.valid) this.recent.add(token, verified.claims);
    return verified;
  }

  verifyAccessIgnoringExpiry(token: string): Verified<AccessClaims> {
    return this.verifyIgnoringExpiry(ACCESS_TOKEN, token);
  }

  verifyRefresh(token: string): Verified<RefreshClaims> {
    return this.unlessOver(this.verifyIgnoringExpiry(REFRESH_TOKEN, token));
  }

  private issue<Claims>(kind: TokenKind<Claims>, claims: Claims): Promise<string> {
    const { issuer, audience } = this.config;
    return this.signer.sign(kind.typ, { iss: issuer, aud: audience, ...kind.write(claims) });
  }

  private verifyIgnoringExpiry<Claims>(kind: TokenKind<Claims>, token: string): Verified<Claims> {
    if (this.headers.of(token)?.typ !== kind.typ) return INVALID;
    const payload = this.signedPayload(token);
    if (payload === null || !hasBegun(payload, this.clock.now())) return INVALID;
    const claims = kind.read(payload);
    return claims === null ? INVALID : { valid: true, claims };
  }

  private signedPayload(token: string): Payload | null {
    try {
      return this.jwt.verify<Record<string, unknown>>(token);
    } catch {
      return null;
    }
  }

  private unlessOver<Claims extends { readonly exp: number }>(
    verified: Verified<Claims>,
  ): Verified<Claims> {
    return verified.valid && isOver(verified.claims, this.clock.now()) ? EXPIRED : verified;
  }
}
