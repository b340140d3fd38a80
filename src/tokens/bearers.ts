import {
  ACCESS_TOKEN,
  type AccessClaims,
  audienceClaim,
  isCount,
  isText,
  type Payload,
  type TokenKind,
} from './claims.js';

/** Of a token that a service has of its own right (RFC 6749 §4.4, RFC 9068 §2.2). */
export interface ServiceClaims {
  /** The services that it is for. */
  readonly aud: readonly string[];
  /** The service account, which `client_id` is too. */
  readonly sub: string;
  readonly client_id: string;
  /** Between blanks; undefined where there is none. */
  readonly scope?: string;
  readonly iat: number;
  readonly exp: number;
  readonly jti: string;
}

/** For whom a token is, as its `aud` says (RFC 7519 §4.1.3); empty where that is nonsense. */
export function audienceOf({ aud }: Payload): readonly string[] {
  const named: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  return named.every(isText) ? named : [];
}

/** What only a person's token has. */
const PERSONAL = ['uid', 'sid', 'roles', 'auth_time', 'amr', 'acr'] as const;

/** Of the same `typ` as people's access tokens: services read both, and tell them apart by `uid`. */
export const SERVICE_TOKEN: TokenKind<ServiceClaims> = {
  typ: 'at+jwt',
  write: ({ aud, sub, client_id, scope, iat, exp, jti }) => ({
    aud: audienceClaim(aud),
    sub,
    client_id,
    ...(scope === undefined ? {} : { scope }),
    iat,
    exp,
    jti,
  }),
  read: (payload) => {
    const { sub, client_id, scope, iat, exp, jti } = payload;
    const aud = audienceOf(payload);
    return aud.length > 0 &&
      PERSONAL.every((name) => !(name in payload)) &&
      isText(sub) &&
      sub === client_id &&
      (scope === undefined || isText(scope)) &&
      isCount(iat) &&
      isCount(exp) &&
      isText(jti)
      ? { aud, sub, client_id, ...(scope === undefined ? {} : { scope }), iat, exp, jti }
      : null;
  },
};

export interface UserBearer {
  readonly kind: 'user';
  readonly audience: readonly string[];
  readonly claims: AccessClaims;
}

export interface ServiceBearer {
  readonly kind: 'service';
  readonly audience: readonly string[];
  readonly claims: ServiceClaims;
}

/** Whom an access token of ours speaks for, and whom it is for. */
export type Bearer = UserBearer | ServiceBearer;

/** A claim of a person makes it a person's token, which then needs all of them. */
export function bearerOf(payload: Payload, accepted: readonly string[]): Bearer | null {
  const audience = audienceOf(payload);
  const service = SERVICE_TOKEN.read(payload);
  if (service !== null) return { kind: 'service', audience, claims: service };
  const user = ACCESS_TOKEN.read(payload);
  const isForOurs = audience.some((each) => accepted.includes(each));
  return user !== null && isForOurs ? { kind: 'user', audience, claims: user } : null;
}

interface Remembered<Claims> {
  readonly token: string;
  readonly claims: Claims;
}

/** Enough of a signature to tell tokens apart, and cheaper to hash than the whole of one. */
const keyOf = (token: string): string => token.slice(-32);

/**
 * What was found out about the tokens seen last; at most `capacity` of them. Two generations make
 * forgetting free: when the young one is half the capacity, it takes the place of the old.
 */
export class VerifiedTokenCache<Claims> {
  private young = new Map<string, Remembered<Claims>>();
  private old = new Map<string, Remembered<Claims>>();

  constructor(private readonly capacity: number) {}

  get(token: string): Claims | undefined {
    const key = keyOf(token);
    const fresh = this.young.get(key);
    if (fresh?.token === token) return fresh.claims;
    const aged = this.old.get(key);
    if (aged?.token !== token) return undefined;
    this.add(token, aged.claims);
    return aged.claims;
  }

  add(token: string, claims: Claims): void {
    this.young.set(keyOf(token), { token, claims });
    if (this.young.size * 2 < this.capacity) return;
    this.old = this.young;
    this.young = new Map();
  }
}
