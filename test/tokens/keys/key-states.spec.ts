import { KEPT_AFTER_USE } from '../../../src/tokens/keys/key-lifetimes.js';
import { nextChange, statesAt } from '../../../src/tokens/keys/key-states.js';
import type { RingKey } from '../../../src/tokens/keys/ring-key.js';
import { signingKey } from '../../../src/tokens/keys/verification-key.js';
import { ecPair } from './key-material.js';

const key = signingKey('A key', ecPair().privateKey);

const turn = (number: number, signsFrom: number, revokedAt: number | null = null): RingKey => ({
  key,
  number,
  publishedAt: signsFrom - 10,
  signsFrom,
  revokedAt,
});
const standing: RingKey = { key, signsFrom: null, revokedAt: null };

const statesOf = (keys: readonly RingKey[], now: number): readonly string[] =>
  statesAt(keys, now).map(({ state }) => state);

describe('what a key is follows from the times of all keys:', () => {
  it.each([
    ['the first, before and after it begins', [turn(1, 100)], 99, ['standby']],
    ['the first, when it begins', [turn(1, 100)], 100, ['in-use']],
    ['the first, for as long as no other does', [turn(1, 100)], 10 ** 15, ['in-use']],
    ['a second that waits', [turn(1, 100), turn(2, 200)], 199, ['in-use', 'standby']],
    ['a second that begins', [turn(1, 100), turn(2, 200)], 200, ['previously-used', 'in-use']],
    [
      'one whose last token has expired',
      [turn(1, 100), turn(2, 200)],
      200 + KEPT_AFTER_USE,
      ['retired', 'in-use'],
    ],
    [
      'two that begin in the same moment: the later number signs',
      [turn(2, 100), turn(3, 100)],
      100,
      ['previously-used', 'in-use'],
    ],
    [
      'one in use that is revoked: none signs until the next begins',
      [turn(1, 100), turn(2, 200, 250), turn(3, 300)],
      260,
      ['previously-used', 'revoked', 'standby'],
    ],
    [
      'one on standby that is revoked: the one before goes on',
      [turn(1, 100), turn(2, 200, 150)],
      300,
      ['in-use', 'revoked'],
    ],
    [
      'one that an operator put there to verify by',
      [standing, turn(1, 100)],
      100,
      ['verifies-only', 'in-use'],
    ],
    [
      'the same, revoked',
      [{ ...standing, revokedAt: 5 }, turn(1, 100)],
      100,
      ['revoked', 'in-use'],
    ],
  ] as const)('%s', (_, keys, now, states) => {
    expect(statesOf(keys, now)).toEqual(states);
    expect(statesOf([...keys].reverse(), now)).toEqual([...states].reverse());
  });
});

describe('the moment of the next change', () => {
  it('is when one begins, or is kept no longer', () => {
    const keys = [turn(1, 100), turn(2, 200), standing];
    const changes = [0, 100, 200, 200 + KEPT_AFTER_USE].map((now) =>
      nextChange(statesAt(keys, now), now),
    );
    expect(changes).toEqual([100, 200, 200 + KEPT_AFTER_USE, Infinity]);
  });
});
