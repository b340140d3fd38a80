import type { StartedAuthorization } from '../../../src/federation/authorization-requests/authorization-requests.js';
import { Test } from '@nestjs/testing';
import { ClockModule } from '../../../src/clock/clock.module.js';
import { AppConfig } from '../../../src/config/app-config.js';
import { ConfigModule } from '../../../src/config/config.module.js';
import { DatabaseModule } from '../../../src/database/database.module.js';
import { type Sweep, sweepName } from '../../../src/database/sweep.js';
import { AuthorizationRequestsModule } from '../../../src/federation/authorization-requests/authorization-requests.module.js';
import {
  TypeOrmAuthorizationRequests,
  TypeOrmUsedAuthorizationCodes,
} from '../../../src/federation/authorization-requests/typeorm-authorization-requests.js';
import { connect, type Connection } from '../../database/connect.js';
import { testDatabases, type ThrowAwayDatabase } from '../../databases.js';
import { TestClock } from '../../e2e/harness/test-clock.js';

const start: StartedAuthorization = {
  provider: 'corp',
  redirectUri: 'https://app.example.com/callback',
  browserDigest: 'a-digest',
  fromBrowser: true,
  expiresAt: 1_760_000_000_000,
};

describe.each(testDatabases())('authorization requests on $dialect', ({ create }) => {
  let database: ThrowAwayDatabase;
  let one: Connection;
  let codes: TypeOrmUsedAuthorizationCodes;
  let requests: TypeOrmAuthorizationRequests;

  const count = async (table: string): Promise<number> =>
    (await one.session.select(`SELECT * FROM ${table}`, [])).length;

  beforeAll(async () => {
    database = await create();
    one = await connect(database.url);
    codes = new TypeOrmUsedAuthorizationCodes(one.session);
    requests = new TypeOrmAuthorizationRequests(one.session);
  });

  beforeEach(async () => {
    await one.session.execute('DELETE FROM used_authorization_codes', []);
    await one.session.execute('DELETE FROM authorization_requests', []);
  });

  afterAll(async () => {
    await one.dataSource.destroy();
    await database.drop();
  });

  it('let one of sixteen use a code', async () => {
    const won = await Promise.all(
      Array.from({ length: 16 }, () => codes.use('corp', 'code', 1000)),
    );
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await codes.use('other', 'code', 1000)).toBe(true);
  });

  it('give a request to one of sixteen who ask for it', async () => {
    await requests.keep('state', start);
    const taken = await Promise.all(Array.from({ length: 16 }, () => requests.take('state')));
    expect(taken.filter((each) => each !== null)).toEqual([start]);
    expect(await requests.take('state')).toBeNull();
    expect(await requests.take('unknown')).toBeNull();
  });

  it('keep neither code nor state', async () => {
    await codes.use('corp', 'the-very-code', 1000);
    await requests.keep('the-very-state', start);
    const rows = JSON.stringify([
      await one.session.select('SELECT * FROM used_authorization_codes', []),
      await one.session.select('SELECT * FROM authorization_requests', []),
    ]);
    expect(rows).not.toMatch(/the-very/);
  });

  it('are swept when no person can come back to them', async () => {
    const clock = new TestClock();
    const now = clock.now();
    await codes.use('corp', 'old', now - 86_400_001);
    await codes.use('corp', 'new', now);
    await requests.keep('old', { ...start, expiresAt: now - 1 });
    await requests.keep('new', { ...start, expiresAt: now + 60_000 });
    const application = await Test.createTestingModule({
      imports: [
        ConfigModule.of(new AppConfig({ databaseUrl: database.url })),
        ClockModule,
        DatabaseModule,
        AuthorizationRequestsModule,
      ],
    }).compile();
    for (const table of ['used_authorization_codes', 'authorization_requests']) {
      await application.get<Sweep>(sweepName(table)).sweep();
    }
    await application.close();
    expect([
      await count('used_authorization_codes'),
      await count('authorization_requests'),
    ]).toEqual([1, 1]);
    expect(await requests.take('new')).not.toBeNull();
  });
});
