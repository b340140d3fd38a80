import type { VerifierStatus } from './status.js';

/** Seconds that the server waits at most. */
const LONGEST_WAIT = 30;

/** How often the server is asked, so that what is known is never too old while it answers. */
export interface Rhythm {
  /** Seconds that the feed is asked to wait for news. */
  readonly wait: number;
  /** Milliseconds between two questions to the feed where it does not wait. */
  readonly interval: number;
  /** Seconds after which keys are fetched again at the latest. */
  readonly longest: number;
}

/** @param maxStaleness in seconds */
export function rhythmOf(feed: VerifierStatus['feed'], maxStaleness: number): Rhythm {
  const half = maxStaleness / 2;
  return {
    wait: Math.min(LONGEST_WAIT, Math.floor(half)),
    interval: Math.min(half, 1) * 1000,
    longest: feed === 'off' ? half : Infinity,
  };
}
