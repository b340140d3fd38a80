import { AuthError } from '../../src/errors/auth-error.js';
import { attemptsWith, codeOf } from './handful.js';
import { FakeTime } from './moving-time.js';

const HOME = '203.0.113.7';
const time = new FakeTime();

const done = (): Promise<string> => Promise.resolve('done');
const unavailable = (): Promise<never> =>
  Promise.reject(new AuthError({ code: 'PROVIDER_UNAVAILABLE', timedOut: true, bySender: false }));

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

describe('what is under way', () => {
  /** An attempt that ends when it is told to. */
  function held(): { readonly end: () => void; readonly attempt: () => Promise<string> } {
    let end = (): void => undefined;
    const ended = new Promise<string>((resolve) => {
      end = () => {
        resolve('done');
      };
    });
    return { end, attempt: () => ended };
  }

  it.each(['registration', 'start', 'exchange'] as const)(
    'of one network, a %s, lets others wait for their turn when it may use up what is left',
    async (door) => {
      const limits = attemptsWith(time);
      const { end, attempt } = held();
      const underWay = Array.from({ length: 4 }, () => codeOf(limits[door](HOME, attempt)));
      let begun = false;
      const next = codeOf(
        limits[door](HOME, () => {
          begun = true;
          return unavailable();
        }),
      );
      await time.pass(1.9);
      expect(begun).toBe(false);
      end();
      expect(await Promise.all(underWay)).toEqual(['done', 'done', 'done', 'done']);
      expect(await next).toBe(door === 'exchange' ? 'PROVIDER_UNAVAILABLE' : 'TOO_MANY_REQUESTS');
    },
  );

  it('is waited for two seconds, by as many as may wait, and that is not remembered', async () => {
    const limits = attemptsWith(time);
    const { end, attempt } = held();
    const underWay = Array.from({ length: 4 }, () => limits.exchange(HOME, attempt));
    const waiting = Array.from({ length: 4 }, () => codeOf(limits.exchange(HOME, done)));
    expect(await codeOf(limits.exchange(HOME, done))).toBe('OVERLOADED');
    await time.pass(2);
    expect(new Set(await Promise.all(waiting))).toEqual(new Set(['OVERLOADED']));
    end();
    await Promise.all(underWay);
    expect(await codeOf(limits.exchange(HOME, done))).toBe('done');
  });

  it.each([
    ['an account', 'u1'],
    ['a name that no account has', null],
  ])('at %s is two guesses, behind which others wait alike', async (_name, userId) => {
    const limits = attemptsWith(time);
    const { end, attempt } = held();
    const guess = (n: number) => ({ account: 'a', userId, address: `10.0.0.${n}`, device: null });
    let begun = 0;
    const guesses = Array.from({ length: 6 }, (_, n) =>
      codeOf(
        limits.login(guess(n), () => {
          begun += 1;
          return attempt();
        }),
      ),
    );
    await time.pass(1);
    expect(begun).toBe(2);
    expect(await codeOf(limits.login(guess(7), attempt))).toBe('OVERLOADED');
    end();
    expect(await Promise.all(guesses)).toEqual(Array.from({ length: 6 }, () => 'done'));
  });
});
