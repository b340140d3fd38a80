import { AuthError } from '../../src/errors/auth-error.js';
import type { AttemptLimits } from '../../src/limits/attempt-limits.js';
import type { FactorGuess } from '../../src/limits/factor-limits.js';
import { attemptsWith, codeOf } from './handful.js';
import { FakeTime } from './moving-time.js';

const time = new FakeTime();
const GUESS: FactorGuess = {
  userId: 'u1',
  address: '198.51.100.1',
  device: null,
  guessable: true,
};
const wrong = (): Promise<never> => Promise.reject(AuthError.of('INVALID_FACTOR'));

describe('guesses at a second factor', () => {
  let limits: AttemptLimits;
  const guess = (given: FactorGuess = GUESS) => codeOf(limits.factor(given, wrong));
  const right = (given: FactorGuess = GUESS) =>
    codeOf(limits.factor(given, () => Promise.resolve()));
  const spend = async (count: number): Promise<void> => {
    for (let n = 0; n < count; n += 1) expect(await guess()).toBe('INVALID_FACTOR');
  };

  beforeEach(() => {
    jest.useFakeTimers();
    limits = attemptsWith(time, { limitFailedLogins: 100_000 });
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('are delayed once ten have failed, by a minute at first', async () => {
    await spend(10);
    expect(await right()).toBe('TOO_MANY_REQUESTS');
    await time.pass(61);
    expect(await right()).toBe('done');
  });

  it('are no more than forty in the first day and thirty in the next', async () => {
    const days = [0, 0];
    for (let minute = 0; minute < 2 * 24 * 60; minute += 1) {
      while ((await guess()) === 'INVALID_FACTOR')
        days[minute < 1440 ? 0 : 1] = (days[minute < 1440 ? 0 : 1] ?? 0) + 1;
      await time.pass(60);
    }
    expect(days[0]).toBeLessThanOrEqual(40);
    expect(days[1]).toBeLessThanOrEqual(30);
  });

  it('leave the owner, on a known device, an allowance of their own', async () => {
    await spend(10);
    expect(await guess()).toBe('TOO_MANY_REQUESTS');
    expect(await right({ ...GUESS, device: 'a-known-device' })).toBe('done');
  });

  it('leave the owner a way in by what cannot be guessed', async () => {
    await spend(10);
    expect(await right({ ...GUESS, guessable: false })).toBe('done');
  });

  it('at one account delay no other one', async () => {
    await spend(10);
    expect(await right({ ...GUESS, userId: 'u2' })).toBe('done');
  });

  it('count against the network that they come from', async () => {
    limits = attemptsWith(time, { limitFailedLogins: 4 });
    for (let n = 0; n < 4; n += 1)
      await guess({ ...GUESS, userId: `u${String(n)}`, guessable: false });
    expect(await right({ ...GUESS, guessable: false })).toBe('TOO_MANY_REQUESTS');
  });
});
