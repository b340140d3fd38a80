import type { Clock } from '../../src/clock/clock.js';
import { AppConfig, type Settings } from '../../src/config/app-config.js';
import { MemoryCounters } from '../../src/limits/counters/memory-counters.js';
import { LoginLimits } from '../../src/limits/login-limits.js';
import { NetworkLimits } from '../../src/limits/networks.js';
import { RateLimiter } from '../../src/limits/rate-limiter.js';
import { guessesAtOnce } from '../../src/limits/rules.js';
import { KnownInMemory } from './known-addresses/known-in-memory.js';

/** Processes that share a store and what they know, each with reservations of its own. */
export function loginProcesses(
  clock: Clock,
  count: number,
  settings: Partial<Settings> = {},
): readonly LoginLimits[] {
  const counters = new MemoryCounters();
  const known = new KnownInMemory();
  const config = new AppConfig(settings);
  const networks = new NetworkLimits(config);
  const atOnce = guessesAtOnce(config.server.workers);
  return Array.from({ length: count }, () => {
    const limiter = new RateLimiter(counters, clock, { waiting: 64, patience: 2000 });
    return new LoginLimits(limiter, known, networks, clock, atOnce);
  });
}
