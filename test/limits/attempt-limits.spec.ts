import { AuthError } from '../../src/errors/auth-error.js';
import type { AttemptLimits } from '../../src/limits/attempt-limits.js';
import { attemptsWith, codeOf } from './handful.js';
import { FakeTime } from './moving-time.js';

const HOME = '203.0.113.7';
const time = new FakeTime();

const done = (): Promise<string> => Promise.resolve('done');
const failing = (code: 'USERNAME_TAKEN' | 'INVALID_AUTH_CODE' | 'INVALID_CREDENTIALS') => () =>
  Promise.reject(AuthError.of(code));
const unavailable = (): Promise<never> =>
  Promise.reject(new AuthError({ code: 'PROVIDER_UNAVAILABLE', timedOut: true, bySender: false }));
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
    const limits = attemptsWith(time);
    expect(await through(kind, limits, () => HOME)).toBe(4);
    expect(await codeOf(kind.attempt(limits, '203.0.113.8'))).not.toBe('TOO_MANY_REQUESTS');
    await time.pass(3600);
    expect(await through(kind, limits, () => HOME)).toBe(4);
  });

  it('a trusted network has so many times as many', async () => {
    const limits = attemptsWith(time, {
      limitTrustedNetworks: ['203.0.113.0/28', '2001:db8::/32'],
    });
    expect(await through(kind, limits, () => HOME)).toBe(12);
    expect(await through(kind, limits, () => '::ffff:203.0.113.8')).toBe(12);
    expect(await through(kind, limits, () => '2001:db8::1')).toBe(12);
    expect(await through(kind, limits, () => '203.0.113.16')).toBe(4);
  });

  it('all networks of a /48 together have ten times as many', async () => {
    const limits = attemptsWith(time);
    const inSite = (n: number): string => `2001:db8:1:${n.toString(16)}::1`;
    expect(await through(kind, limits, inSite)).toBe(40);
    expect(await through(kind, limits, () => '2001:db8:2::1')).toBe(4);
  });
});

describe.each(UNCOUNTED)('$name', (kind) => {
  it('count for nothing, one after the other and at once', async () => {
    const limits = attemptsWith(time);
    expect(await through(kind, limits, () => HOME)).toBe(200);
    const codes = Array.from({ length: 8 }, () => codeOf(kind.attempt(limits, HOME)));
    expect(await Promise.all(codes)).not.toContain('TOO_MANY_REQUESTS');
  });
});
