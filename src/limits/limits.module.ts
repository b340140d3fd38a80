import { Module } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { AppConfig } from '../config/app-config.js';
import { DatabaseSession } from '../database/database-session.js';
import { DatabaseModule } from '../database/database.module.js';
import { Allowances } from './allowances.js';
import { AttemptLimits } from './attempt-limits.js';
import { CountedAttempts } from './counted-attempts.js';
import { LimitStore } from './counters/limit-store.js';
import { TypeOrmMysqlCounters } from './counters/typeorm-mysql-counters.js';
import { TypeOrmRateLimitSweep } from './counters/typeorm-rate-limit-sweep.js';
import { KnownAddressSweep } from './known-addresses/known-address-sweep.js';
import { KnownAddresses } from './known-addresses/known-addresses.js';
import { TypeOrmKnownAddresses } from './known-addresses/typeorm-known-addresses.js';
import { LoginLimits } from './login-limits.js';
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

@Module({
  imports: [DatabaseModule],
  providers: [
    { provide: LimitStore, useFactory: limitStore, inject: [AppConfig, DatabaseSession, Clock] },
    {
      provide: Allowances,
      useFactory: ({ counters }: LimitStore, clock: Clock) => new Allowances(counters, clock),
      inject: [LimitStore, Clock],
    },
    { provide: KnownAddresses, useClass: TypeOrmKnownAddresses },
    LoginLimits,
    {
      provide: AttemptLimits,
      useFactory: (config: AppConfig, logins: LoginLimits, shared: Allowances, clock: Clock) =>
        config.rateLimits
          ? new CountedAttempts(logins, shared, clock, config.workers)
          : new UnlimitedAttempts(),
      inject: [AppConfig, LoginLimits, Allowances, Clock],
    },
    KnownAddressSweep,
    TypeOrmRateLimitSweep,
  ],
  exports: [AttemptLimits, KnownAddresses, LimitStore],
})
export class LimitsModule {}
