import type { Clock } from '../../src/clock/clock.js';
import { ClientLimits } from '../../src/limits/client-limits.js';
import { AppConfig, type Settings } from '../../src/config/app-config.js';
import { AuthError, type AuthErrorCode } from '../../src/errors/auth-error.js';
import { type AttemptLimits, CountedAttempts } from '../../src/limits/attempt-limits.js';
import { FactorLimits } from '../../src/limits/factor-limits.js';
import { LoginLimits } from '../../src/limits/login-limits.js';
import { MemoryCounters } from '../../src/limits/counters/memory-counters.js';
import { NetworkLimits } from '../../src/limits/networks.js';
import { RateLimiter } from '../../src/limits/rate-limiter.js';
import { guessesAtOnce } from '../../src/limits/rules.js';
import { KnownInMemory } from './known-addresses/known-in-memory.js';

/** Settings that are used up soon. */
const HANDFUL = {
  limitFailedLogins: 4,
  limitRegistrations: 4,
  limitTakenNames: 4,
  limitExchanges: 4,
  limitSignInStarts: 4,
  limitRefreshes: 4,
  limitValidations: 4,
  limitClientFailures: 4,
  limitTrustedFactor: 3,
};

/** The limits of one process, with room for four that wait. */
export function attemptsWith(clock: Clock, settings: Partial<Settings> = {}): AttemptLimits {
  const config = new AppConfig({ ...HANDFUL, ...settings });
  const limiter = (): RateLimiter =>
    new RateLimiter(new MemoryCounters(), clock, { waiting: 4, patience: 2000 });
  const networks = new NetworkLimits(config);
  const shared = limiter();
  const logins = new LoginLimits(shared, new KnownInMemory(), networks, clock, guessesAtOnce(1));
  const factors = new FactorLimits(shared, networks, guessesAtOnce(1));
  const own = limiter();
  const clients = new ClientLimits(networks, own);
  return new CountedAttempts(logins, factors, clients, networks, shared, own);
}

export async function codeOf(attempt: Promise<unknown>): Promise<AuthErrorCode | 'done'> {
  try {
    await attempt;
    return 'done';
  } catch (error) {
    if (!(error instanceof AuthError)) throw error;
    return error.fault.code;
  }
}
