import type { AccessClaims } from './claims.js';
import { isCount, isText, isTextList, type TokenKind } from './token-kind.js';

/** RFC 9068. */
export const ACCESS_TOKEN: TokenKind<AccessClaims> = {
  typ: 'at+jwt',
  write: ({ sub, uid, sid, roles, iat, exp, jti }) => ({ sub, uid, sid, roles, iat, exp, jti }),
  read: ({ sub, uid, sid, roles, iat, exp, jti }) =>
    isText(sub) &&
    isText(uid) &&
    isText(sid) &&
    isTextList(roles) &&
    isCount(iat) &&
    isCount(exp) &&
    isText(jti)
      ? { sub, uid, sid, roles, iat, exp, jti }
      : null,
};
