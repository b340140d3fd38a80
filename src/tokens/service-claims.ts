import {
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
const PERSONAL = ['uid', 'sid', 'roles', 'auth_time', 'amr'] as const;

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
