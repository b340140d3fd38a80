import { AuthError } from '../../src/errors/auth-error.js';
import type { LoginAttempt, LoginLimits } from '../../src/limits/login-limits.js';
import { loginProcesses } from './login-processes.js';
import { FakeTime } from './moving-time.js';

type Outcome = 'refused' | 'wrong' | 'right' | 'overloaded';

const HOME = '198.51.100.1';
const OWNER: LoginAttempt = { account: 'alice', userId: 'u1', address: HOME, device: null };

const time = new FakeTime();
let limits: LoginLimits;

const stranger = (n: number): LoginAttempt => ({
  ...OWNER,
  address: `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`,
});

const failing = (error: AuthError) => (): Promise<never> => Promise.reject(error);
const wrong = failing(AuthError.of('INVALID_CREDENTIALS'));
const busy = failing(new AuthError({ code: 'OVERLOADED', retryAfter: 1 }));

const OUTCOMES: Readonly<Record<string, Outcome>> = {
  INVALID_CREDENTIALS: 'wrong',
  OVERLOADED: 'overloaded',
  TOO_MANY_REQUESTS: 'refused',
};

async function attempt(
  guess: LoginAttempt,
  check: () => Promise<unknown> = wrong,
): Promise<Outcome> {
  try {
    await limits.login(guess, check);
    return 'right';
  } catch (error) {
    if (!(error instanceof AuthError)) throw error;
    return OUTCOMES[error.fault.code] ?? 'right';
  }
}

const right = (guess: LoginAttempt): Promise<Outcome> =>
  attempt(guess, () => Promise.resolve('user'));

/** How many of as many guesses as anybody likes get through in these seconds. */
async function greedy(seconds: number, guess: (n: number) => LoginAttempt): Promise<number[]> {
  const through: number[] = [];
  for (let second = 0, n = 0; second < seconds; second += 1) {
    for (let again = true; again; n += 1) {
      again = (await attempt(guess(n))) === 'wrong';
      if (again) through.push(time.now());
    }
    await time.pass(1);
  }
  return through;
}

beforeEach(() => {
  jest.useFakeTimers();
  const [only] = loginProcesses(time, 1);
  if (only === undefined) throw new Error('no process');
  limits = only;
});

afterEach(() => {
  jest.useRealTimers();
});

describe('guesses at one account', () => {
  it('are let through at first, then ever more slowly', async () => {
    const through = await greedy(1700, stranger);
    const gaps = through.slice(20).map((at, n) => (at - (through[19 + n] ?? 0)) / 1000);
    expect(gaps).toEqual([60, 120, 240, 480, 600]);
  });

  it('are counted while they are under way, however many come at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 84 }, (_, n) => attempt(stranger(n))));
    expect(outcomes.filter((outcome) => outcome === 'wrong')).toHaveLength(20);
    expect(outcomes).toContain('refused');
  });

  it('leave an owner alone whose address is known', async () => {
    await limits.loggedIn('u1', HOME);
    await greedy(60, stranger);
    for (let n = 0; n < 50; n += 1) expect(await right(OWNER)).toBe('right');
  });

  it('leave an owner alone whose device is known, wherever it is', async () => {
    await limits.loggedIn('u1', HOME);
    const device = (n: number): LoginAttempt => ({ ...stranger(n), device: 'laptop' });
    await greedy(60, stranger);
    await greedy(60, () => OWNER);
    for (let n = 0; n < 50; n += 1) expect(await right(device(n))).toBe('right');
  });

  it('cannot be made by the thousand with a stolen device either', async () => {
    const through = await greedy(60, (n) => ({ ...stranger(n), device: 'stolen' }));
    expect(through).toHaveLength(10);
    expect(await right({ ...OWNER, device: 'own' })).toBe('right');
  });

  it('leave one known address something when another one guesses', async () => {
    const office = '198.51.100.2';
    await limits.loggedIn('u1', HOME);
    await limits.loggedIn('u1', office);
    await greedy(600, () => ({ ...OWNER, address: office }));
    expect(await right(OWNER)).toBe('right');
  });

  it('do not touch another account', async () => {
    await greedy(60, stranger);
    expect(await attempt({ ...stranger(1), account: 'bob', userId: 'u2' })).toBe('wrong');
  });

  it('are refused no longer where the clock is set back', async () => {
    const wait = async (): Promise<number> => {
      const error: unknown = await limits.login(stranger(99), wrong).catch((e: unknown) => e);
      if (!(error instanceof AuthError) || error.fault.code !== 'TOO_MANY_REQUESTS') return 0;
      return error.fault.retryAfter;
    };
    await greedy(10, stranger);
    expect(await wait()).toBe(50);
    jest.setSystemTime(Date.now() - 7_200_000);
    expect(await wait()).toBeLessThanOrEqual(60);
  });

  it('are limited alike where no account has the name', async () => {
    const nameless = (n: number): LoginAttempt => ({ ...stranger(n), account: 'x', userId: null });
    const unknown = await greedy(60, nameless);
    expect(unknown.length).toBe((await greedy(60, stranger)).length);
  });
});

describe('what does not count', () => {
  it('is a right password, however often', async () => {
    for (let n = 0; n < 100; n += 1) expect(await right(stranger(1))).toBe('right');
  });

  it('is a right password, however many come at once', async () => {
    let underWay = 0;
    let most = 0;
    const check = async (): Promise<string> => {
      most = Math.max(most, (underWay += 1));
      await time.pass(0.01);
      underWay -= 1;
      return 'user';
    };
    const outcomes = await Promise.all(
      Array.from({ length: 60 }, () => attempt(stranger(1), check)),
    );
    expect(new Set(outcomes)).toEqual(new Set(['right']));
    expect(most).toBe(2);
    expect(await right(stranger(1))).toBe('right');
  });

  it('is an attempt that the server was too busy for', async () => {
    for (let n = 0; n < 100; n += 1) expect(await attempt(stranger(n), busy)).toBe('overloaded');
  });

  it('is an attempt that was refused: when the time has come, the next one gets through', async () => {
    await greedy(2, stranger);
    for (let n = 0; n < 1000; n += 1) await attempt(stranger(n));
    await time.pass(60);
    expect(await attempt(stranger(1))).toBe('wrong');
  });
});

describe('one address', () => {
  const guessAt = (n: number): LoginAttempt => ({ ...stranger(7), account: `name${n}` });

  it('fails at most 300 times an hour, at however many accounts', async () => {
    let through = 0;
    for (let n = 0; n < 1000; n += 1) if ((await attempt(guessAt(n))) === 'wrong') through += 1;
    expect(through).toBe(300);
    expect(await right(guessAt(2000))).toBe('refused');
    await time.pass(3600);
    expect(await attempt(guessAt(2001))).toBe('wrong');
  });

  it('that is shared serves those who are known there while a stranger fails', async () => {
    await limits.loggedIn('u1', stranger(7).address);
    for (let n = 0; n < 400; n += 1) await attempt(guessAt(n));
    expect(await right(stranger(7))).toBe('right');
  });

  it('fails at most 19 times an hour at one account', async () => {
    const through = await greedy(3500, () => stranger(7));
    expect(through).toHaveLength(19);
  });
});
