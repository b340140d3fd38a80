import { TypeOrmKnownAddresses } from '../../../src/limits/known-addresses/typeorm-known-addresses.js';
import { networkOf } from '../../../src/limits/networks.js';
import { connect, type Connection } from '../../database/connect.js';
import { testDatabases, type ThrowAwayDatabase } from '../../databases.js';

const DAY = 86_400_000;
const NOW = 1_760_000_000_000;
const home = networkOf('203.0.113.7');
const nth = (n: number) => networkOf(`198.51.100.${n}`);

describe.each(testDatabases())('known addresses on $dialect', ({ create }) => {
  let database: ThrowAwayDatabase;
  let connection: Connection;
  let known: TypeOrmKnownAddresses;

  beforeEach(async () => {
    database = await create();
    connection = await connect(database.url);
    known = new TypeOrmKnownAddresses(connection.session);
  });

  afterEach(async () => {
    await connection.dataSource.destroy();
    await database.drop();
  });

  it('are those that the account logged in from, and no other account', async () => {
    await known.remember('alice', home, NOW);
    expect(await known.includes('alice', home, NOW + DAY)).toBe(true);
    expect(await known.includes('alice', nth(1), NOW + DAY)).toBe(false);
    expect(await known.includes('bob', home, NOW + DAY)).toBe(false);
  });

  it('are forgotten after thirty days without a login', async () => {
    await known.remember('alice', home, NOW);
    expect(await known.includes('alice', home, NOW + 30 * DAY - 1)).toBe(true);
    expect(await known.includes('alice', home, NOW + 30 * DAY)).toBe(false);
  });

  it('are known for longer with each login', async () => {
    await known.remember('alice', home, NOW);
    await known.remember('alice', home, NOW + 20 * DAY);
    expect(await known.includes('alice', home, NOW + 40 * DAY)).toBe(true);
  });

  it('are twenty at most, the latest', async () => {
    for (let n = 0; n < 30; n += 1) await known.remember('alice', nth(n), NOW + n);
    const included = await Promise.all(
      Array.from({ length: 30 }, (_, n) => known.includes('alice', nth(n), NOW + 100)),
    );
    expect(included.lastIndexOf(false)).toBe(9);
    expect(included.filter(Boolean)).toHaveLength(20);
  });

  it('may be learnt by several logins at once', async () => {
    await Promise.all(Array.from({ length: 10 }, () => known.remember('alice', home, NOW)));
    expect(await known.includes('alice', home, NOW)).toBe(true);
  });

  it('cost a login nothing more than the question whether they are known', async () => {
    await known.remember('alice', home, NOW);
    const another = new TypeOrmKnownAddresses(connection.session);
    const asked = jest.spyOn(connection.session, 'select');
    const written = jest.spyOn(connection.session, 'execute');
    await another.includes('alice', home, NOW + 1);
    await another.remember('alice', home, NOW + 1);
    expect(asked).toHaveBeenCalledTimes(1);
    expect(written).not.toHaveBeenCalled();
  });

  it('are written again a day later, though they were read before', async () => {
    await known.remember('alice', home, NOW);
    await known.includes('alice', home, NOW + 2 * DAY);
    await known.remember('alice', home, NOW + 2 * DAY);
    expect(await known.includes('alice', home, NOW + 31 * DAY)).toBe(true);
  });
});
