import type { AuthorizationStart } from '../../src/exchanges/authorization-starts.js';
import { TypeOrmAuthorizationStartSweep } from '../../src/exchanges/typeorm-authorization-start-sweep.js';
import { TypeOrmAuthorizationStarts } from '../../src/exchanges/typeorm-authorization-starts.js';
import { TypeOrmCodeClaimSweep } from '../../src/exchanges/typeorm-code-claim-sweep.js';
import { TypeOrmCodeClaims } from '../../src/exchanges/typeorm-code-claims.js';
import { connect, type Connection } from '../database/connect.js';
import { testDatabases, type ThrowAwayDatabase } from '../databases.js';
import { TestClock } from '../e2e/harness/test-clock.js';

const start: AuthorizationStart = {
  provider: 'corp',
  redirectUri: 'https://app.example.com/callback',
  browserDigest: 'a-digest',
  fromBrowser: true,
  expiresAt: 1_760_000_000_000,
};

describe.each(testDatabases())('exchanges on $dialect', ({ create }) => {
  let database: ThrowAwayDatabase;
  let one: Connection;
  let claims: TypeOrmCodeClaims;
  let starts: TypeOrmAuthorizationStarts;

  const count = async (table: string): Promise<number> =>
    (await one.session.select(`SELECT * FROM ${table}`, [])).length;

  beforeAll(async () => {
    database = await create();
    one = await connect(database.url);
    claims = new TypeOrmCodeClaims(one.session);
    starts = new TypeOrmAuthorizationStarts(one.session);
  });

  beforeEach(async () => {
    await one.session.execute('DELETE FROM code_claims', []);
    await one.session.execute('DELETE FROM authorization_starts', []);
  });

  afterAll(async () => {
    await one.dataSource.destroy();
    await database.drop();
  });

  it('let one of sixteen claim a code', async () => {
    const won = await Promise.all(
      Array.from({ length: 16 }, () => claims.claim('corp', 'code', 1000)),
    );
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await claims.claim('other', 'code', 1000)).toBe(true);
  });

  it('give a start to one of sixteen who ask for it', async () => {
    await starts.keep('state', start);
    const taken = await Promise.all(Array.from({ length: 16 }, () => starts.take('state')));
    expect(taken.filter((each) => each !== null)).toEqual([start]);
    expect(await starts.take('state')).toBeNull();
    expect(await starts.take('unknown')).toBeNull();
  });

  it('keep neither code nor state', async () => {
    await claims.claim('corp', 'the-very-code', 1000);
    await starts.keep('the-very-state', start);
    const rows = JSON.stringify([
      await one.session.select('SELECT * FROM code_claims', []),
      await one.session.select('SELECT * FROM authorization_starts', []),
    ]);
    expect(rows).not.toMatch(/the-very/);
  });

  it('are swept when nobody can come back to them', async () => {
    const clock = new TestClock();
    const now = clock.now();
    await claims.claim('corp', 'old', now - 86_400_001);
    await claims.claim('corp', 'new', now);
    await starts.keep('old', { ...start, expiresAt: now - 1 });
    await starts.keep('new', { ...start, expiresAt: now + 60_000 });
    await new TypeOrmCodeClaimSweep(one.session, clock).sweep();
    await new TypeOrmAuthorizationStartSweep(one.session, clock).sweep();
    expect([await count('code_claims'), await count('authorization_starts')]).toEqual([1, 1]);
    expect(await starts.take('new')).not.toBeNull();
  });
});
