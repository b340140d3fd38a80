import { isNumericDate, isText, isTextList, type JsonObject } from '../jws/json-object.js';
import type { Claims, ServiceClaims, UserClaims } from './claims.js';

/** What every token has, of a person or of a service (RFC 9068 §2.2). */
const isAccess = ({ iss, sub, client_id, iat, exp, nbf, jti }: JsonObject): boolean =>
  isText(iss) &&
  isText(sub) &&
  isText(client_id) &&
  isNumericDate(iat) &&
  isNumericDate(exp) &&
  (nbf === undefined || isNumericDate(nbf)) &&
  isText(jti);

const isUser = (payload: JsonObject): payload is JsonObject & UserClaims => {
  const { uid, sid, roles, auth_time, amr, acr } = payload;
  return (
    isText(uid) &&
    isText(sid) &&
    isTextList(roles) &&
    (auth_time === undefined || isNumericDate(auth_time)) &&
    (amr === undefined || isTextList(amr)) &&
    (acr === undefined || isText(acr))
  );
};

const isService = (payload: JsonObject): payload is JsonObject & ServiceClaims => {
  const { sub, client_id, scope, uid, sid, roles } = payload;
  return (
    sub === client_id &&
    (scope === undefined || typeof scope === 'string') &&
    uid === undefined &&
    sid === undefined &&
    roles === undefined
  );
};

/** One object is given to every caller that shows the same token. */
function frozen<Kind extends Claims>(claims: Kind): Kind {
  for (const name in claims) {
    const value: unknown = claims[name];
    if (typeof value === 'object') Object.freeze(value);
  }
  return Object.freeze(claims);
}

/** The claims of a person or of a service; null where a payload is neither as a whole. */
export function readClaims(payload: JsonObject): Claims | null {
  if (!isAccess(payload)) return null;
  return isUser(payload) || isService(payload) ? frozen(payload) : null;
}
