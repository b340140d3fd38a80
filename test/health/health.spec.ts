import { AppConfig } from '../../src/config/app-config.js';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import type { DataSource } from 'typeorm';
import { Clock, SystemClock } from '../../src/clock/clock.js';
import { databaseOptions, openDatabase } from '../../src/database/data-source.js';
import { DatabaseSession } from '../../src/database/database-session.js';
import { WriteProbe } from '../../src/database/write-probe.js';
import { DatabaseCheck, KeysCheck, RevocationsCheck } from '../../src/health/readiness-checks.js';
import { Drain } from '../../src/health/drain.js';
import { Readiness } from '../../src/health/readiness.js';
import { HealthController } from '../../src/api/operations/health.controller.js';
import { LimitStore } from '../../src/limits/counters/limit-store.js';
import { RevocationIndex } from '../../src/token-store/revocation-index.js';
import { type JwksDocument, PublicKeys } from '../../src/tokens/keys/key-ring.js';
import { testDatabases, type ThrowAwayDatabase } from '../databases.js';

class OneKey extends PublicKeys {
  jwks(): JwksDocument {
    return { keys: [{ kid: 'k', use: 'sig', alg: 'RS256', kty: 'RSA', e: 'AQAB', n: 'AQAB' }] };
  }
}

describe.each(testDatabases())('health on $dialect', ({ create }) => {
  let database: ThrowAwayDatabase;
  let dataSource: DataSource;
  let indexAge: number;
  let app: NestFastifyApplication;

  const get = async (path: string): Promise<[status: number, body: unknown]> => {
    const answer = await app.inject({ method: 'GET', url: path });
    expect(answer.headers['cache-control']).toBe('no-store');
    return [answer.statusCode, answer.json()];
  };

  beforeEach(async () => {
    database = await create();
    dataSource = await openDatabase(databaseOptions(new AppConfig({ databaseUrl: database.url })));
    indexAge = 250;
    const testing = await Test.createTestingModule({
      controllers: [HealthController],
      providers: [
        { provide: DatabaseSession, useValue: new DatabaseSession(dataSource) },
        { provide: PublicKeys, useClass: OneKey },
        { provide: RevocationIndex, useValue: { ageMs: () => indexAge } },
        { provide: Clock, useClass: SystemClock },
        { provide: LimitStore, useValue: LimitStore.inMemory() },
        WriteProbe,
        DatabaseCheck,
        KeysCheck,
        RevocationsCheck,
        Drain,
        Readiness,
      ],
    }).compile();
    app = testing.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
    app.useLogger(false);
    await app.init();
  });

  afterEach(async () => {
    await app.close();
    if (dataSource.isInitialized) await dataSource.destroy();
    await database.drop();
  });

  it('is good while everything is there', async () => {
    expect(await get('/health/live')).toEqual([200, { status: 'ok' }]);
    expect(await get('/health/ready')).toEqual([
      200,
      { status: 'ok', checks: { database: 'up', keys: 'up' } },
    ]);
    expect(await get('/health/ready/validation')).toEqual([
      200,
      { status: 'ok', checks: { keys: 'up', revocations: 'up' } },
    ]);
  });

  it('tells that the database is gone, and that tokens can be validated all the same', async () => {
    await dataSource.destroy();
    expect(await get('/health/ready')).toEqual([
      503,
      { status: 'unavailable', checks: { database: 'down', keys: 'up' } },
    ]);
    expect(await get('/health/ready/validation')).toMatchObject([200, { status: 'ok' }]);
    expect(await get('/health/live')).toMatchObject([200, { status: 'ok' }]);
  });

  it('tells that the database is back', async () => {
    await dataSource.destroy();
    expect(await get('/health/ready')).toMatchObject([503, {}]);
    await dataSource.initialize();
    expect(await get('/health/ready')).toMatchObject([200, { checks: { database: 'up' } }]);
  });

  it('is not good for validation before the revocations are loaded', async () => {
    indexAge = Infinity;
    expect(await get('/health/ready/validation')).toEqual([
      503,
      { status: 'unavailable', checks: { keys: 'up', revocations: 'down' } },
    ]);
  });

  it('wants no new requests while the server drains, though it lives', async () => {
    app.get(Drain).begin();
    expect(await get('/health/ready')).toEqual([
      503,
      { status: 'draining', checks: { database: 'up', keys: 'up' } },
    ]);
    expect(await get('/health/ready/validation')).toMatchObject([503, { status: 'draining' }]);
    expect(await get('/health/live')).toEqual([200, { status: 'ok' }]);
  });
});
