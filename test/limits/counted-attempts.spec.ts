import { AppConfig } from '../../src/config/app-config.js';
import { AuthError, type AuthErrorCode } from '../../src/errors/auth-error.js';
import type { AttemptLimits } from '../../src/limits/attempt-limits.js';
import { CountedAttempts } from '../../src/limits/counted-attempts.js';
import { MemoryCounters } from '../../src/limits/counters/memory-counters.js';
import { LoginLimits } from '../../src/limits/login-limits.js';
import { NetworkLimits } from '../../src/limits/network-limits.js';
import { RateLimiter } from '../../src/limits/rate-limiter.js';
import { guessesAtOnce } from '../../src/limits/rules.js';
import { KnownInMemory } from './known-in-memory.js';
import { FakeTime } from './moving-time.js';

const HOME = '203.0.113.7';
const time = new FakeTime();

const HANDFUL = {
  limitFailedLogins: 4,
  limitRegistrations: 4,
  limitTakenNames: 4,
  limitExchanges: 4,
  limitSignInStarts: 4,
  limitRefreshes: 4,
  limitValidations: 4,
  limitTrustedFactor: 3,
};

function attemptsWith(settings: Partial<AppConfig> = {}, waiting = 4): AttemptLimits {
  const config = new AppConfig({ ...HANDFUL, ...settings });
  const limiter = (): RateLimiter =>
    new RateLimiter(new MemoryCounters(), time, { waiting, patience: 2000 });
  const networks = new NetworkLimits(config);
  const shared = limiter();
  const logins = new LoginLimits(shared, new KnownInMemory(), networks, time, guessesAtOnce(1));
  return new CountedAttempts(logins, networks, shared, limiter());
}

async function codeOf(attempt: Promise<unknown>): Promise<AuthErrorCode | 'done'> {
  try {
    await attempt;
    return 'done';
  } catch (error) {
    if (!(error instanceof AuthError)) throw error;
    return error.fault.code;
  }
}

const done = (): Promise<string> => Promise.resolve('done');
const failing = (code: 'USERNAME_TAKEN' | 'INVALID_AUTH_CODE' | 'INVALID_CREDENTIALS') => () =>
  Promise.reject(AuthError.of(code));
const unavailable = (): Promise<never> =>
  Promise.reject(new AuthError({ code: 'PROVIDER_UNAVAILABLE', timedOut: true }));
const badToken = (): never => {
  throw AuthError.invalidAccessToken();
};

interface Kind {
  readonly name: string;
  readonly attempt: (limits: AttemptLimits, address: string) => Promise<unknown>;
}

/** What counts, each as often as four times. */
const COUNTED: readonly Kind[] = [
  { name: 'registrations', attempt: (limits, address) => limits.registration(address, done) },
  {
    name: 'taken names',
    attempt: (limits, address) => limits.registration(address, failing('USERNAME_TAKEN')),
  },
  { name: 'begun sign-ins', attempt: (limits, address) => limits.start(address, done) },
  {
    name: 'refused codes',
    attempt: (limits, address) => limits.exchange(address, failing('INVALID_AUTH_CODE')),
  },
  {
    name: 'bad refresh tokens',
    attempt: (limits, address) => limits.refresh(address, async () => badToken()),
  },
  { name: 'bad access tokens', attempt: (limits, address) => limits.validation(address, badToken) },
  {
    name: 'failed logins',
    attempt: (limits, address) =>
      limits.login(
        { account: `any ${Math.random()}`, userId: null, address, device: null },
        failing('INVALID_CREDENTIALS'),
      ),
  },
];

/** What ends in a way that counts for nothing. */
const UNCOUNTED: readonly Kind[] = [
  {
    name: 'registrations that the server failed',
    attempt: (limits, address) => limits.registration(address, unavailable),
  },
  { name: 'starts that failed', attempt: (limits, address) => limits.start(address, unavailable) },
  { name: 'right codes', attempt: (limits, address) => limits.exchange(address, done) },
  {
    name: 'codes that no provider answered to',
    attempt: (limits, address) => limits.exchange(address, unavailable),
  },
  { name: 'good refresh tokens', attempt: (limits, address) => limits.refresh(address, done) },
  { name: 'good access tokens', attempt: (limits, address) => limits.validation(address, done) },
];

/** How many of 200 get through, one after the other. */
async function through(
  { attempt }: Kind,
  limits: AttemptLimits,
  address: (n: number) => string,
): Promise<number> {
  let count = 0;
  for (let n = 0; n < 200; n += 1) {
    const code = await codeOf(attempt(limits, address(n)));
    if (code !== 'TOO_MANY_REQUESTS') count += 1;
  }
  return count;
}

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

describe.each(COUNTED)('of $name', (kind) => {
  it('a network has as many as the setting says, until the window ends', async () => {
    const limits = attemptsWith();
    expect(await through(kind, limits, () => HOME)).toBe(4);
    expect(await codeOf(kind.attempt(limits, '203.0.113.8'))).not.toBe('TOO_MANY_REQUESTS');
    await time.pass(3600);
    expect(await through(kind, limits, () => HOME)).toBe(4);
  });

  it('a trusted network has so many times as many', async () => {
    const limits = attemptsWith({ limitTrustedNetworks: ['203.0.113.0/28', '2001:db8::/32'] });
    expect(await through(kind, limits, () => HOME)).toBe(12);
    expect(await through(kind, limits, () => '::ffff:203.0.113.8')).toBe(12);
    expect(await through(kind, limits, () => '2001:db8::1')).toBe(12);
    expect(await through(kind, limits, () => '203.0.113.16')).toBe(4);
  });

  it('all networks of a /48 together have ten times as many', async () => {
    const limits = attemptsWith();
    const inSite = (n: number): string => `2001:db8:1:${n.toString(16)}::1`;
    expect(await through(kind, limits, inSite)).toBe(40);
    expect(await through(kind, limits, () => '2001:db8:2::1')).toBe(4);
  });
});

describe.each(UNCOUNTED)('$name', (kind) => {
  it('count for nothing, one after the other and at once', async () => {
    const limits = attemptsWith();
    expect(await through(kind, limits, () => HOME)).toBe(200);
    const codes = Array.from({ length: 8 }, () => codeOf(kind.attempt(limits, HOME)));
    expect(await Promise.all(codes)).not.toContain('TOO_MANY_REQUESTS');
  });
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
      const limits = attemptsWith();
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
    const limits = attemptsWith();
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
    ['a name that nobody has', null],
  ])('at %s is two guesses, behind which others wait alike', async (_name, userId) => {
    const limits = attemptsWith();
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
