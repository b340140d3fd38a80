import { AuthError } from '../../src/errors/auth-error.js';
import type { LoginAttempt, LoginLimits } from '../../src/limits/login-limits.js';
import { loginProcesses } from './login-processes.js';
import { FakeTime } from './moving-time.js';

const PROMISED = 100;
const HOUR = 3_600_000;
const KNOWN = ['198.51.100.1', '198.51.100.2', '198.51.100.3'] as const;

const time = new FakeTime();

/** Moments at which a guess reached the hash. */
let hashed: number[] = [];
let servers: readonly LoginLimits[] = [];
let guesses = 0;

async function start(count: number, workers = 1): Promise<void> {
  servers = loginProcesses(time, count, { workers });
  for (const address of KNOWN) await servers[0]?.loggedIn('u1', address);
}

function guessFrom(address: string): LoginAttempt {
  return { account: 'alice', userId: 'u1', address, device: null };
}

/** From an address that was never seen, or from one that the account knows. */
function nextGuess(): LoginAttempt {
  guesses += 1;
  if (guesses % 2 === 0) return guessFrom(KNOWN[(guesses / 2) % KNOWN.length] ?? KNOWN[0]);
  return guessFrom(`10.${guesses >> 16}.${(guesses >> 8) & 255}.${guesses & 255}`);
}

/** A wrong guess; some processes are slow, so that others go on before theirs are counted. */
async function guess(server: LoginLimits, n: number): Promise<void> {
  const wrong = async (): Promise<never> => {
    hashed.push(time.now());
    await new Promise((resolve) => setTimeout(resolve, n === 0 ? 5 : 1500));
    throw AuthError.of('INVALID_CREDENTIALS');
  };
  await server.login(nextGuess(), wrong).catch((error: unknown) => {
    if (!(error instanceof AuthError)) throw error;
  });
}

/** As many guesses at each process, all at once. */
function burst(each: number): Promise<unknown> {
  return Promise.all(
    servers.flatMap((server, n) => Array.from({ length: each }, () => guess(server, n))),
  );
}

/** Bursts every few seconds; what is still under way goes on meanwhile. */
async function flood(seconds: number, step: number, each: number): Promise<void> {
  for (let passed = 0; passed < seconds; passed += step) {
    void burst(each);
    await time.pass(step);
  }
}

const mostInAnHour = (): number =>
  Math.max(
    0,
    ...hashed.map((from) => hashed.filter((at) => at >= from && at < from + HOUR).length),
  );

beforeEach(() => {
  jest.useFakeTimers();
  hashed = [];
});

afterEach(async () => {
  await jest.runAllTimersAsync();
  jest.useRealTimers();
});

describe('the greediest attack, from strangers and known addresses at once,', () => {
  it.each([
    [1, 1],
    [2, 1],
    [8, 1],
    [16, 16],
  ])(
    'on %d processes guesses at most a hundred times in any hour',
    async (count, workers) => {
      await start(count, workers);
      await flood(2 * 3600, 20, 6);
      expect(hashed.length).toBeGreaterThan(40);
      expect(mostInAnHour()).toBeLessThanOrEqual(PROMISED);
    },
    120_000,
  );

  // The most that a window may count without moving is saved up for its last moments.
  it.each([1, 5, 10, 11, 15])(
    'on eight processes, with %d guesses of each kind just before a window ends, likewise',
    async (saved) => {
      await start(8);
      const [first] = servers;
      if (first === undefined) throw new Error('no process');
      for (let n = 0; n < 2; n += 1) await guessNow(first);
      await time.pass(3597);
      for (let n = 0; n < 2 * (saved - 1); n += 1) await guessNow(first);
      await time.pass(4);
      await flood(10, 2, 24);
      await flood(3600, 10, 2);
      expect(mostInAnHour()).toBeLessThanOrEqual(PROMISED);
    },
    120_000,
  );

  it('in bursts on eight processes at every moment at which a delay ends, likewise', async () => {
    await start(8);
    for (let minute = 0; minute < 180; minute += 1) {
      void burst(10);
      await time.pass(60);
    }
    expect(mostInAnHour()).toBeLessThanOrEqual(PROMISED);
  }, 120_000);

  async function guessNow(server: LoginLimits): Promise<void> {
    const ended = guess(server, 0);
    await time.pass(0.01);
    await ended;
  }
});

describe('a turn after a delay', () => {
  const right = async (): Promise<string> => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    return 'user';
  };
  const outcomeOf = (server: LoginLimits, address: string): Promise<string> =>
    server.login(guessFrom(address), right).catch((error: unknown) => {
      if (!(error instanceof AuthError)) throw error;
      return error.fault.code;
    });

  it('is one over all processes, and wrong guesses after it are refused', async () => {
    await start(8);
    await flood(10, 1, 10);
    await time.pass(600);
    hashed = [];
    await flood(10, 1, 10);
    // One of the strangers' and one of the known addresses'.
    expect(hashed).toHaveLength(2);
  });

  it('is passed on by right passwords, each in its turn', async () => {
    await start(8);
    await flood(10, 1, 10);
    await time.pass(600);
    const logins = servers.map((server, n) => outcomeOf(server, `172.16.0.${n}`));
    const another = outcomeOf(servers[0] ?? fail(), '172.16.0.99');
    await time.pass(3);
    expect(new Set(await Promise.all([...logins, another]))).toEqual(new Set(['user']));
  });
});

function fail(): never {
  throw new Error('no process');
}
