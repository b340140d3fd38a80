import { compactJws } from '../jws/compact-jws.js';
import { type JsonObject, segmentObject } from '../jws/json-object.js';
import { jwsHeader } from '../jws/jws-header.js';
import { type Algorithm, isSignedBy } from '../jws/signature.js';
import type { KeySet } from '../keys/key-set.js';

/** The key of an answer is not among ours; it may have been published since. */
export class UnknownFeedKey extends Error {
  override readonly name = 'UnknownFeedKey';
}

export interface FeedRules {
  readonly issuer: string;
  readonly algorithms: readonly Algorithm[];
  readonly keys: KeySet;
}

/**
 * The payload of an answer of the feed.
 * @throws UnknownFeedKey, or Error where the answer is not one that the issuer signed
 */
export function feedPayload(body: string, { issuer, algorithms, keys }: FeedRules): JsonObject {
  const jws = compactJws(body.trim());
  const header = jws === null ? null : jwsHeader(jws.header);
  if (jws === null || header?.typ !== 'revocations+jwt') {
    throw new Error('The feed answered with something else');
  }
  const key = keys.get(header.kid);
  if (key === undefined) throw new UnknownFeedKey('The key of the feed is not known');
  if (key.alg !== header.alg || !algorithms.includes(key.alg)) {
    throw new Error('The algorithm of the feed is not accepted');
  }
  if (!isSignedBy(key, jws.signed, jws.signature)) throw new Error('The feed is not signed');
  const payload = segmentObject(jws.payload);
  if (payload?.iss !== issuer) throw new Error('The feed is of another issuer');
  return payload;
}
