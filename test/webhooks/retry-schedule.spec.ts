import {
  LONGEST_REST,
  nextAttempt,
  retryAfterOf,
  TRIED_FOR,
} from '../../src/webhooks/retry-schedule.js';

const START = 1_800_000_000_000;
const HOUR = 3_600_000;

/** The moments of all attempts at a receiver that never answers. */
function attemptsOf(random: number): readonly number[] {
  const moments: number[] = [];
  let now: number | null = START;
  while (now !== null) {
    moments.push(now - START);
    const attempted = { startedAt: START, attempts: moments.length, retryAfter: null };
    now = nextAttempt(attempted, now, random);
  }
  return moments;
}

describe('the retry schedule', () => {
  it.each([0, 0.5, 1])('ends with an attempt after 72 hours (jitter %d)', (random) => {
    const moments = attemptsOf(random);
    expect(moments.at(-1)).toBe(TRIED_FOR);
    expect(moments.length).toBeGreaterThanOrEqual(8);
    expect(moments.length).toBeLessThanOrEqual(11);
    expect(moments[1]).toBeLessThanOrEqual(6000);
  });

  it('never brings back together what failed together', () => {
    expect(attemptsOf(0)[1]).not.toBe(attemptsOf(1)[1]);
  });

  it.each([
    [60_000, 60_000],
    [30 * HOUR, LONGEST_REST],
    [0, 5000],
  ])('obeys a request for %d ms', (retryAfter, expected) => {
    const attempted = { startedAt: START, attempts: 1, retryAfter };
    expect(nextAttempt(attempted, START, 0.5)).toBe(START + expected);
  });

  it('does not go beyond its end for it', () => {
    const attempted = { startedAt: START, attempts: 9, retryAfter: 20 * HOUR };
    const now = START + TRIED_FOR - HOUR;
    expect(nextAttempt(attempted, now, 0.5)).toBe(START + TRIED_FOR);
  });
});

describe('Retry-After', () => {
  it.each([
    [null, null],
    ['120', 120_000],
    ['0', 0],
    ['soon', null],
    ['-5', null],
    ['99999999999', 99_999_999_999_000],
    [new Date(START + 90_000).toUTCString(), 90_000],
    [new Date(START - 90_000).toUTCString(), 0],
  ])('of %j is %j', (header, expected) => {
    expect(retryAfterOf(header, START)).toBe(expected);
  });
});
