import { Logger, Module, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { AppConfig } from '../config/app-config.js';
import { DatabaseSession } from '../database/database-session.js';
import { sweepName, sweepOf } from '../database/sweep.js';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AttemptLimits, CountedAttempts } from './attempt-limits.js';
import { ClientLimits } from './client-limits.js';
import { FactorLimits } from './factor-limits.js';
import { LimitRefusals } from './limit-refusals.js';
import { LimitStore } from './counters/limit-store.js';
import { LoginLimits } from './login-limits.js';
import { MemoryCounters } from './counters/memory-counters.js';
import { TypeOrmMysqlCounters } from './counters/typeorm-mysql-counters.js';
import { TypeOrmRateLimitSweep } from './counters/typeorm-rate-limit-sweep.js';
import { KnownAddressEntity } from './known-addresses/known-address.entity.js';
import { RateLimitEntity } from './counters/rate-limit.entity.js';
import { KnownAddresses, REMEMBERED } from './known-addresses/known-addresses.js';
import { TypeOrmKnownAddresses } from './known-addresses/typeorm-known-addresses.js';
import { describeLimits, NetworkLimits } from './networks.js';
import { RateLimiter } from './rate-limiter.js';
import { guessesAtOnce } from './rules.js';
import { UnlimitedAttempts } from './unlimited-attempts.js';

async function limitStore(
  { limits: { redisUrl }, database: { databaseUrl } }: AppConfig,
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
const queueing = ({ passwords: { hashQueue }, server: { workers } }: AppConfig) => ({
  waiting: Math.floor((hashQueue / workers) * SHARE),
  patience: 2000,
});

function attemptLimits(
  config: AppConfig,
  shared: RateLimiter,
  known: KnownAddresses,
  clock: Clock,
  refusals: LimitRefusals,
): AttemptLimits {
  if (!config.limits.rateLimits) return new UnlimitedAttempts();
  const networks = new NetworkLimits(config);
  const atOnce = guessesAtOnce(config.server.workers);
  const logins = new LoginLimits(shared, known, networks, clock, atOnce);
  const factors = new FactorLimits(shared, networks, atOnce);
  const own = new RateLimiter(new MemoryCounters(), clock, queueing(config), refusals);
  const clients = new ClientLimits(networks, own);
  return new CountedAttempts(logins, factors, clients, networks, shared, own);
}

@Module({
  imports: [TypeOrmModule.forFeature([KnownAddressEntity, RateLimitEntity])],
  providers: [
    LimitRefusals,
    { provide: LimitStore, useFactory: limitStore, inject: [AppConfig, DatabaseSession, Clock] },
    {
      provide: RateLimiter,
      useFactory: (
        { counters }: LimitStore,
        clock: Clock,
        config: AppConfig,
        refusals: LimitRefusals,
      ) => new RateLimiter(counters, clock, queueing(config), refusals),
      inject: [LimitStore, Clock, AppConfig, LimitRefusals],
    },
    { provide: KnownAddresses, useClass: TypeOrmKnownAddresses },
    {
      provide: AttemptLimits,
      useFactory: attemptLimits,
      inject: [AppConfig, RateLimiter, KnownAddresses, Clock, LimitRefusals],
    },
    sweepOf({
      table: 'known_addresses',
      key: ['user_id', 'network'],
      moment: 'seen_at',
      kept: () => REMEMBERED,
    }),
    {
      provide: sweepName('rate_limits'),
      useFactory: (session: DatabaseSession, clock: Clock, config: AppConfig) =>
        config.database.databaseUrl.startsWith('sqlite:')
          ? null
          : new TypeOrmRateLimitSweep(session, clock, config),
      inject: [DatabaseSession, Clock, AppConfig],
    },
  ],
  exports: [AttemptLimits, KnownAddresses, LimitRefusals, LimitStore, RateLimiter],
})
export class LimitsModule implements OnModuleInit {
  constructor(private readonly config: AppConfig) {}

  onModuleInit(): void {
    new Logger('Limits').log(describeLimits(this.config));
  }
}
