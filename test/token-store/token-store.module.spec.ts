import { Logger, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { ClockModule } from '../../src/clock/clock.module.js';
import { AppConfig } from '../../src/config/app-config.js';
import { ConfigModule } from '../../src/config/config.module.js';
import { DatabaseModule } from '../../src/database/database.module.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { RevocationIndex } from '../../src/token-store/revocation-index.js';
import { type Sweep, sweepName } from '../../src/database/sweep.js';
import { TokenStoreModule } from '../../src/token-store/token-store.module.js';
import { TokenStore } from '../../src/token-store/token-store.js';
import { UsersModule } from '../../src/users/users.module.js';
import { Users } from '../../src/users/users.js';
import { testDatabases, type ThrowAwayDatabase } from '../databases.js';

Logger.overrideLogger(false);

const HOUR = 3_600_000;

@Module({ imports: [ClockModule, DatabaseModule, UsersModule, TokenStoreModule] })
class Stores {}

describe.each(testDatabases())('an application on $dialect', ({ create }) => {
  let database: ThrowAwayDatabase;

  const start = async () => {
    const config = new AppConfig({ databaseUrl: database.url });
    const builder = Test.createTestingModule({ imports: [ConfigModule.of(config), Stores] });
    const application = await builder.compile();
    return application.init();
  };

  beforeEach(async () => {
    database = await create();
  });

  afterEach(async () => {
    await database.drop();
  });

  it('has its stores ready on an empty database, and closes it in the end', async () => {
    const application = await start();
    const id = await application.get(UnitOfWork).run(() => Promise.resolve('nobody'));
    expect(await application.get(Users).findById(id)).toBeNull();
    expect(application.get(RevocationIndex).has('a')).toBe(false);
    const dataSource = application.get(DataSource);
    await application.close();
    expect(dataSource.isInitialized).toBe(false);
  });

  it('sweeps the sessions that expired more than an hour ago', async () => {
    const application = await start();
    const store = application.get(TokenStore);
    const now = Date.now();
    const open = async (id: string, expiresAt: number) =>
      store.open({
        id,
        userId: 'u',
        contract: 'envelope',
        amr: 'pwd',
        now,
        expiresAt,
        absoluteExpiresAt: expiresAt,
        use: { address: '::1', userAgent: null },
      });
    await open('long-gone', now - HOUR - 60_000);
    await open('just-gone', now - HOUR + 60_000);
    await application.get<Sweep>(sweepName('refresh_tokens')).sweep();
    expect(await store.find('long-gone')).toBeNull();
    expect(await store.find('just-gone')).not.toBeNull();
    await application.close();
  });
});
