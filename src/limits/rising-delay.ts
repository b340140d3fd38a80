import type { Rule } from './rules.js';

/** Seconds. */
const FIRST = 60;
const LONGEST = 600;

/** Seconds until another attempt counts after the `count`-th: none at first, then 60, 120 … */
export function risingDelay({ delayedAfter }: Rule, count: number): number {
  if (delayedAfter === undefined || count <= delayedAfter) return 0;
  return Math.min(FIRST * 2 ** (count - delayedAfter - 1), LONGEST);
}
