/** How it was shown who logs in (RFC 8176 §2; `fed` as in CAEP: by another identity provider). */
export type AuthenticationMethod = 'pwd' | 'fed' | 'otp' | 'mfa';

/** `acr` of a token: two factors, which is level 2 of NIST SP 800-63B-4. */
export const TWO_FACTORS = 'aal2';

/** `acr` follows from how it was shown who logs in; one factor has none. */
export const acrOf = (amr: readonly string[]): { readonly acr?: string } =>
  amr.includes('mfa') ? { acr: TWO_FACTORS } : {};

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
  /** Name of the contract that the token was issued under (RFC 9068 §2.2). */
  readonly client_id: string;
  readonly roles: readonly string[];
  /** When it was last shown who logged in: the beginning of the session, unless done again since. */
  readonly auth_time: number;
  readonly amr: readonly string[];
  /** How much that shows (RFC 9068 §2.2.1); absent for a single factor. */
  readonly acr?: string;
}

export interface RefreshClaims extends SessionClaims {
  /** Generation of the session that this token names. */
  readonly gen: number;
  /** Name of the session's contract. */
  readonly ctr: string;
  /** When the session began. */
  readonly auth_time: number;
  readonly amr: readonly string[];
  /** The session's absolute end. */
  readonly sxp: number;
  /** Keyed digest of the network that it was given out to. */
  readonly net: string;
  /** Keyed digest of the device that it was given out to. */
  readonly dev: string;
}

export type TokenRefusal = 'invalid' | 'expired';

export type Verified<Claims> =
  | { readonly valid: true; readonly claims: Claims }
  | { readonly valid: false; readonly refusal: TokenRefusal };

/** What was signed, before its claims are read. */
export type Payload = Readonly<Record<string, unknown>>;

export const TYPES = ['at+jwt', 'rt+jwt'] as const;

/** Told apart in the header (RFC 8725 §3.11), so that neither kind passes for the other. */
export type Typ = (typeof TYPES)[number];

/** What services are told, which is no token: told apart likewise. */
export type StatementType = 'revocations+jwt' | 'secevent+jwt' | 'token-introspection+jwt';

/** One kind of token: its `typ`, and how its claims are written and read back. */
export interface TokenKind<Claims> {
  readonly typ: Typ;
  /** The claims in one fixed order: equal claims make equal bits. */
  readonly write: (claims: Claims) => Payload;
  /** Null unless every claim is there with its own type. */
  readonly read: (payload: Payload) => Claims | null;
}

/** `aud` of access tokens: a text where there is one audience, else a list (RFC 7519 §4.1.3). */
export function audienceClaim(audience: readonly string[]): string | readonly string[] {
  const [only, ...others] = audience;
  return only !== undefined && others.length === 0 ? only : audience;
}

export const isText = (value: unknown): value is string =>
  typeof value === 'string' && value !== '';

export const isTextList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every(isText);

/** A NumericDate of whole seconds, or a generation. */
export const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

/** RFC 9068. */
export const ACCESS_TOKEN: TokenKind<AccessClaims> = {
  typ: 'at+jwt',
  write: ({ sub, uid, sid, client_id, roles, auth_time, amr, acr, iat, exp, jti }) => ({
    sub,
    uid,
    sid,
    client_id,
    roles,
    auth_time,
    amr,
    ...(acr === undefined ? {} : { acr }),
    iat,
    exp,
    jti,
  }),
  read: ({ sub, uid, sid, client_id, roles, auth_time, amr, acr, iat, exp, jti }) =>
    isText(sub) &&
    isText(uid) &&
    isText(sid) &&
    isText(client_id) &&
    isTextList(roles) &&
    isCount(auth_time) &&
    isTextList(amr) &&
    (acr === undefined || isText(acr)) &&
    isCount(iat) &&
    isCount(exp) &&
    isText(jti)
      ? {
          ...{ sub, uid, sid, client_id, roles, auth_time, amr, iat, exp, jti },
          ...(acr === undefined ? {} : { acr }),
        }
      : null,
};

export const REFRESH_TOKEN: TokenKind<RefreshClaims> = {
  typ: 'rt+jwt',
  write: ({ sub, uid, sid, jti, iat, exp, gen, ctr, auth_time, amr, sxp, net, dev }) => ({
    sub,
    uid,
    sid,
    jti,
    iat,
    exp,
    gen,
    ctr,
    auth_time,
    amr,
    sxp,
    net,
    dev,
  }),
  read: ({ sub, uid, sid, jti, iat, exp, gen, ctr, auth_time, amr, sxp, net, dev }) =>
    isText(sub) &&
    isText(uid) &&
    isText(sid) &&
    isText(jti) &&
    isCount(iat) &&
    isCount(exp) &&
    isCount(gen) &&
    isText(ctr) &&
    isCount(auth_time) &&
    isTextList(amr) &&
    isCount(sxp) &&
    isText(net) &&
    isText(dev)
      ? { sub, uid, sid, jti, iat, exp, gen, ctr, auth_time, amr, sxp, net, dev }
      : null,
};

/** Seconds that another machine's clock may be ahead of this one. */
const SKEW = 60;

/** Issued, and valid from, no later than now (RFC 7519 §4.1.5, §4.1.6). */
export function hasBegun({ iat, nbf = iat }: Payload, now: number): boolean {
  const limit = Math.floor(now / 1000) + SKEW;
  return typeof iat === 'number' && iat <= limit && typeof nbf === 'number' && nbf <= limit;
}

/** No leeway: a token is dead in the very second it names (RFC 7519 §4.1.4). */
export function isOver({ exp }: { readonly exp: number }, now: number): boolean {
  return exp <= Math.floor(now / 1000);
}
