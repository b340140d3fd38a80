import { pause } from '../clock/clock.js';
import { isPortcullisError } from '../errors/portcullis-error.js';

const ATTEMPTS = 5;
const FIRST = 300;
/** Seconds; what the server wants to wait longer for is told to the caller instead. */
const LONGEST = 10;

/** Nothing that was sent can arrive. */
const isOffline = (): boolean => (globalThis.navigator as Navigator | undefined)?.onLine === false;

/** Milliseconds until the next attempt; undefined where another would not help. */
function delayAfter(error: unknown, failures: number): number | undefined {
  if (!isPortcullisError(error) || failures >= ATTEMPTS) return undefined;
  const { status, retryAfter } = error;
  // A little later than said, so that many clients do not come back together.
  const chance = Math.random();
  if (retryAfter !== undefined) {
    return retryAfter > LONGEST ? undefined : retryAfter * 1000 * (1 + chance / 4);
  }
  const mayPass = status === 0 ? !isOffline() : status === 429 || status >= 500;
  return mayPass ? FIRST * 2 ** (failures - 1) * (0.5 + chance / 2) : undefined;
}

/**
 * Tries again what may be repeated without harm: after a lost answer within seconds, well inside the
 * server's grace, and after 429 and 503 when the server said.
 */
export async function persist<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (let failures = 1; ; failures += 1) {
    try {
      return await attempt();
    } catch (error) {
      const delay = delayAfter(error, failures);
      if (delay === undefined) throw error;
      await pause(delay);
    }
  }
}
