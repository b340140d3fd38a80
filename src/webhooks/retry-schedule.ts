const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Milliseconds after its start at which a delivery is tried for the last time. */
export const TRIED_FOR = 72 * HOUR;

/** Milliseconds from one attempt to the next; together a little less than 72 hours. */
const PAUSES = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
] as const;
const LONGEST_PAUSE = 20 * HOUR;

/** Up to a fifth less or more, so that what failed together does not come back together. */
const JITTER = 0.2;

/** Milliseconds that a receiver may ask to be left alone for at once. */
export const LONGEST_REST = 24 * HOUR;

export interface Attempted {
  readonly startedAt: number;
  /** The one that just failed counts. */
  readonly attempts: number;
  /** Milliseconds that the receiver asked for. */
  readonly retryAfter: number | null;
}

/**
 * When a delivery is tried again; null when that was the last attempt.
 * @param random from 0 to 1
 */
export function nextAttempt(
  { startedAt, attempts, retryAfter }: Attempted,
  now: number,
  random: number,
): number | null {
  const end = startedAt + TRIED_FOR;
  if (now >= end) return null;
  const pause = PAUSES[attempts - 1] ?? LONGEST_PAUSE;
  const jittered = pause * (1 - JITTER + 2 * JITTER * random);
  const asked = Math.min(retryAfter ?? 0, LONGEST_REST);
  return Math.min(end, Math.round(now + Math.max(jittered, asked)));
}

/** An HTTP-date begins with the name of a day (RFC 9110 §5.6.7). */
const DATE = /^[A-Z][a-z]+,? /;

/** `Retry-After` (RFC 9110 §10.2.3) in milliseconds from now; null where there is none to obey. */
export function retryAfterOf(header: string | null, now: number): number | null {
  if (header === null) return null;
  if (/^\d+$/.test(header)) return Number(header) * SECOND;
  const moment = DATE.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(moment) ? null : Math.max(0, moment - now);
}
