import { Logger, Module, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { AppConfig } from '../config/app-config.js';
import { DatabaseSession } from '../database/database-session.js';
import { DatabaseModule } from '../database/database.module.js';
import { AttemptLimits } from './attempt-limits.js';
import { CountedAttempts } from './counted-attempts.js';
import { LimitStore } from './counters/limit-store.js';
import { MemoryCounters } from './counters/memory-counters.js';
import { TypeOrmMysqlCounters } from './counters/typeorm-mysql-counters.js';
import { TypeOrmRateLimitSweep } from './counters/typeorm-rate-limit-sweep.js';
import { KnownAddressSweep } from './known-addresses/known-address-sweep.js';
import { KnownAddresses } from './known-addresses/known-addresses.js';
import { TypeOrmKnownAddresses } from './known-addresses/typeorm-known-addresses.js';
import { LoginLimits } from './login-limits.js';
import { describeLimits, NetworkLimits } from './network-limits.js';
import { RateLimiter } from './rate-limiter.js';
import { guessesAtOnce } from './rules.js';
import { UnlimitedAttempts } from './unlimited-attempts.js';

async function limitStore(
  { redisUrl, databaseUrl }: AppConfig,
  session: DatabaseSession,
  clock: Clock,
): Promise<LimitStore> {
  if (redisUrl !== null) return LimitStore.inRedis(redisUrl);
  if (databaseUrl.startsWith('sqlite:')) return LimitStore.inMemory();
  return LimitStore.inMysql(new TypeOrmMysqlCounters(session, clock));
}

/** What one account or network may fill of the queue for a core, so that others find a place in it. */
const SHARE = 15 / 16;

/** As long as for a core, behind almost as many. */
const queueing = ({ hashQueue, workers }: AppConfig) => ({
  waiting: Math.floor((hashQueue / workers) * SHARE),
  patience: 2000,
});

function attemptLimits(
  config: AppConfig,
  shared: RateLimiter,
  known: KnownAddresses,
  clock: Clock,
): AttemptLimits {
  if (!config.rateLimits) return new UnlimitedAttempts();
  const networks = new NetworkLimits(config);
  const logins = new LoginLimits(shared, known, networks, clock, guessesAtOnce(config.workers));
  const own = new RateLimiter(new MemoryCounters(), clock, queueing(config));
  return new CountedAttempts(logins, networks, shared, own);
}

@Module({
  imports: [DatabaseModule],
  providers: [
    { provide: LimitStore, useFactory: limitStore, inject: [AppConfig, DatabaseSession, Clock] },
    {
      provide: RateLimiter,
      useFactory: ({ counters }: LimitStore, clock: Clock, config: AppConfig) =>
        new RateLimiter(counters, clock, queueing(config)),
      inject: [LimitStore, Clock, AppConfig],
    },
    { provide: KnownAddresses, useClass: TypeOrmKnownAddresses },
    {
      provide: AttemptLimits,
      useFactory: attemptLimits,
      inject: [AppConfig, RateLimiter, KnownAddresses, Clock],
    },
    KnownAddressSweep,
    TypeOrmRateLimitSweep,
  ],
  exports: [AttemptLimits, KnownAddresses, LimitStore, RateLimiter],
})
export class LimitsModule implements OnModuleInit {
  constructor(private readonly config: AppConfig) {}

  onModuleInit(): void {
    new Logger('Limits').log(describeLimits(this.config));
  }
}
