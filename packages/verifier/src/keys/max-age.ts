/** Seconds; a server that says less is not asked more often. */
const LEAST = 60;
const MOST = 24 * 60 * 60;
const UNSAID = 5 * 60;

/** For how many seconds an answer is fresh (RFC 9111 §5.2.2.1), within reason. */
export function maxAgeOf(headers: Headers): number {
  const [, digits] = /(?:^|[\s,])max-age=(\d+)/i.exec(headers.get('cache-control') ?? '') ?? [];
  return digits === undefined ? UNSAID : Math.min(MOST, Math.max(LEAST, Number(digits)));
}
