import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { AppConfig } from '../config/app-config.js';
import { KeyRing } from './keys/key-ring.js';
import { RefreshTokenKeys } from './refresh-token-keys.js';
import { TokenJwtService } from './token-jwt.service.js';
import {
  ACCESS_TOKEN,
  type AccessClaims,
  audienceClaim,
  hasBegun,
  isOver,
  type Payload,
  REFRESH_TOKEN,
  type RefreshClaims,
  type TokenKind,
  type TokenRefusal,
  type Typ,
  type Verified,
} from './claims.js';
import {
  type Bearer,
  bearerOf,
  SERVICE_TOKEN,
  type ServiceClaims,
  VerifiedTokenCache,
} from './bearers.js';
import { TokenSize } from './token-size.js';

const INVALID = { valid: false, refusal: 'invalid' } as const;
const EXPIRED = { valid: false, refusal: 'expired' } as const;

const NO_BEARER = { bearer: null, refusal: 'invalid' } as const;
const EXPIRED_BEARER = { bearer: null, refusal: 'expired' } as const;

/** What became of an access token, of a person or of a service. */
export type VerifiedBearer =
  | { readonly bearer: Bearer; readonly refusal: null }
  | { readonly bearer: null; readonly refusal: TokenRefusal };

/** Some ten megabytes at most. */
const REMEMBERED = 10_000;

/** By what a refresh token is signed: a key that only this server has, or the published one. */
export type RefreshTokenSigner = 'secret' | 'signing-key';

/** Issues and verifies every kind of token; adds `iss` and `aud`, checks them, pins `typ` and `alg`. */
@Injectable()
export class Tokens {
  /**
   * Signature, issuer, kind and claims of a token never change while the keys are the same; its
   * expiry is looked at each time.
   */
  private recent = new VerifiedTokenCache<Bearer>(REMEMBERED);
  private recentOf = 0;

  constructor(
    private readonly config: AppConfig,
    private readonly clock: Clock,
    private readonly ring: KeyRing,
    private readonly refreshKeys: RefreshTokenKeys,
    private readonly size: TokenSize,
    private readonly jwt: TokenJwtService,
  ) {}

  async issueAccess(claims: AccessClaims): Promise<string> {
    const { issuer: iss, audience } = this.config.tokens;
    const key = await this.ring.signer();
    const payload = {
      iss,
      aud: audienceClaim(audience),
      ...ACCESS_TOKEN.write(this.size.fit(claims, key)),
    };
    return this.jwt.signAsync(payload, { typ: ACCESS_TOKEN.typ, key });
  }

  /** For this server alone, which is therefore its audience. */
  async issueRefresh(
    claims: RefreshClaims,
    signer: RefreshTokenSigner = 'secret',
  ): Promise<string> {
    const { issuer } = this.config.tokens;
    const key = signer === 'secret' ? this.refreshKeys.signing : await this.ring.signer();
    const payload = { iss: issuer, aud: issuer, ...REFRESH_TOKEN.write(claims) };
    return this.jwt.signAsync(payload, { typ: REFRESH_TOKEN.typ, key });
  }

  /** `aud` is among the claims: each is for services of its own. */
  async issueService(claims: ServiceClaims): Promise<string> {
    const payload = { iss: this.config.tokens.issuer, ...SERVICE_TOKEN.write(claims) };
    const key = await this.ring.signer();
    return this.jwt.signAsync(payload, { typ: SERVICE_TOKEN.typ, key });
  }

  /** A person's access token. */
  verifyAccess(token: string): Verified<AccessClaims> {
    const { bearer, refusal } = this.verifyBearer(token);
    if (bearer === null) return { valid: false, refusal };
    return bearer.kind === 'user' ? { valid: true, claims: bearer.claims } : INVALID;
  }

  /** Any access token of ours. One of a service may be for any audience, which the caller looks at. */
  verifyBearer(token: string): VerifiedBearer {
    const bearer = this.recalled(token) ?? this.readBearer(token);
    if (bearer === null) return NO_BEARER;
    if (isOver(bearer.claims, this.clock.now())) return EXPIRED_BEARER;
    return { bearer, refusal: null };
  }

  private recalled(token: string): Bearer | undefined {
    const { generation } = this.ring;
    if (generation === this.recentOf) return this.recent.get(token);
    this.recentOf = generation;
    this.recent = new VerifiedTokenCache(REMEMBERED);
    return undefined;
  }

  private readBearer(token: string): Bearer | null {
    const payload = this.signedPayload(ACCESS_TOKEN, token, null);
    if (payload === null || !hasBegun(payload, this.clock.now())) return null;
    const bearer = bearerOf(payload, this.config.tokens.audience);
    if (bearer !== null && !isOver(bearer.claims, this.clock.now())) {
      this.recent.add(token, bearer);
    }
    return bearer;
  }

  /** For logout: everything but `exp` has to hold. */
  verifyAccessIgnoringExpiry(token: string): Verified<AccessClaims> {
    return this.verifyIgnoringExpiry(ACCESS_TOKEN, token, this.config.tokens.audience);
  }

  verifyRefresh(token: string): Verified<RefreshClaims> {
    const { issuer } = this.config.tokens;
    return this.unlessOver(this.verifyIgnoringExpiry(REFRESH_TOKEN, token, [issuer]));
  }

  private verifyIgnoringExpiry<Claims>(
    kind: TokenKind<Claims>,
    token: string,
    accepted: readonly string[],
  ): Verified<Claims> {
    const payload = this.signedPayload(kind, token, accepted);
    if (payload === null || !hasBegun(payload, this.clock.now())) return INVALID;
    const claims = kind.read(payload);
    return claims === null ? INVALID : { valid: true, claims };
  }

  private signedPayload(
    { typ }: { readonly typ: Typ },
    token: string,
    accepted: readonly string[] | null,
  ): Payload | null {
    try {
      return this.jwt.verify(token, { typ, issuer: this.config.tokens.issuer, accepted });
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
