import type { Backoff } from '../clock/backoff.js';
import { UnexpectedStatus } from '../transport/http-client.js';

/** Milliseconds. The feed has to be current within a second of the server's return. */
const MOST_RETRY_AFTER = 1_000;
/** Credentials that were refused are right again only after the operator has done something. */
const REFUSED = 5_000;

/** How many milliseconds to wait after a failure of the feed. */
export function retryDelay(error: unknown, backoff: Backoff): number {
  const delay = backoff.next();
  if (!(error instanceof UnexpectedStatus)) return delay;
  if (error.status === 401 || error.status === 403) return REFUSED;
  return Math.max(delay, Math.min(MOST_RETRY_AFTER, (error.retryAfter ?? 0) * 1000));
}
