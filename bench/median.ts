import { randomInt } from 'node:crypto';

const SPLITS = 2_000;

/** Of an unsorted sample. */
export function median(sample: readonly number[]): number {
  const sorted = sample.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  const lower = sorted[Math.ceil(middle) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

/** Fisher and Yates. */
function shuffled(sample: readonly number[]): number[] {
  const result = [...sample];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1);
    [result[last], result[other]] = [result[other] ?? 0, result[last] ?? 0];
  }
  return result;
}

/** What the medians differ by when the labels mean nothing: the 95th percentile of random splits. */
export function noiseOfMedians(one: readonly number[], other: readonly number[]): number {
  const all = [...one, ...other];
  const differences = Array.from({ length: SPLITS }, () => {
    const mixed = shuffled(all);
    return Math.abs(median(mixed.slice(0, one.length)) - median(mixed.slice(one.length)));
  }).toSorted((a, b) => a - b);
  return differences[Math.floor(SPLITS * 0.95)] ?? Number.NaN;
}
