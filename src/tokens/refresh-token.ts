import type { RefreshClaims } from './claims.js';
import { isCount, isText, type TokenKind } from './token-kind.js';

export const REFRESH_TOKEN: TokenKind<RefreshClaims> = {
  typ: 'rt+jwt',
  write: ({ sub, uid, sid, jti, iat, exp, gen, ctr, auth_time, sxp }) => ({
    sub,
    uid,
    sid,
    jti,
    iat,
    exp,
    gen,
    ctr,
    auth_time,
    sxp,
  }),
  read: ({ sub, uid, sid, jti, iat, exp, gen, ctr, auth_time, sxp }) =>
    isText(sub) &&
    isText(uid) &&
    isText(sid) &&
    isText(jti) &&
    isCount(iat) &&
    isCount(exp) &&
    isCount(gen) &&
    isText(ctr) &&
    isCount(auth_time) &&
    isCount(sxp)
      ? { sub, uid, sid, jti, iat, exp, gen, ctr, auth_time, sxp }
      : null,
};
