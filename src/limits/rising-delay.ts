import type { Rule } from './rules.js';

/** Seconds. */
const LONGEST = 600;

/** Seconds until another attempt counts after the `count`-th: none at first, then 1, 2, 4, 8 … */
export function risingDelay({ delayedAfter }: Rule, count: number): number {
  if (delayedAfter === undefined || count <= delayedAfter) return 0;
  return Math.min(2 ** (count - delayedAfter - 1), LONGEST);
}
