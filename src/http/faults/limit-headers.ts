/** One policy for every cause, so that an answer does not tell which limit was met. */
const POLICY = '"attempts";q=20;w=3600';

/** Of a 429, after draft-ietf-httpapi-ratelimit-headers §3 and §4; `retryAfter` in seconds. */
export const limitHeaders = (retryAfter: number): Readonly<Record<string, string>> => ({
  'retry-after': String(retryAfter),
  'ratelimit-policy': POLICY,
  ratelimit: `"attempts";r=0;t=${retryAfter}`,
});
