import { credentialsOf, newAccount, register } from '../../e2e/harness/accounts.js';
import { eventually } from '../../e2e/harness/eventually.js';
import { ROUTES } from '../../e2e/harness/routes.js';
import { SigningKey } from '../../e2e/harness/signing-key.js';
import { TestServer } from '../../e2e/harness/test-server.js';
import { whereThereIs } from '../../where-there-is.js';
import { MovingAddress } from './moving-address.js';
import { mariadbPrograms, OwnMariadb } from './own-mariadb.js';

const ACCOUNT = 'portcullis';
const DATABASE = 'failover';

whereThereIs(mariadbPrograms, 'when another database server takes over, with %s', (program) => {
  const key = SigningKey.rsa();
  let servers: readonly OwnMariadb[] = [];
  let address: MovingAddress;
  let server: TestServer;

  const at = (n: 0 | 1): OwnMariadb => {
    const found = servers[n];
    if (found === undefined) throw new Error('the database server is not there');
    return found;
  };

  beforeAll(async () => {
    servers = await Promise.all([OwnMariadb.start(program), OwnMariadb.start(program)]);
    for (const mariadb of servers) {
      await mariadb.execute(
        `CREATE DATABASE ${DATABASE}`,
        `CREATE USER ${ACCOUNT}@'%'`,
        `GRANT ALL ON ${DATABASE}.* TO ${ACCOUNT}@'%'`,
      );
    }
    address = await MovingAddress.to(at(0).port);
  }, 60_000);

  beforeEach(async () => {
    address.target = at(1).port;
    const url = `mariadb://${ACCOUNT}@127.0.0.1:${address.port}/${DATABASE}`;
    // Both have the schema, as a replica would.
    const replica = await TestServer.start({ databaseUrl: url, key });
    await replica.close();
    address.target = at(0).port;
    server = await TestServer.start({ databaseUrl: url, key });
  });

  afterEach(async () => {
    await server.close();
    await at(0).execute('SET GLOBAL read_only = 0');
  });

  afterAll(async () => {
    address.close();
    await Promise.all(servers.map((mariadb) => mariadb.stop()));
    key.remove();
  });

  const registration = async (): Promise<number> =>
    (await server.post(ROUTES.register, newAccount('moved'))).status;
  const ready = async (): Promise<number> => (await server.get('/health/ready')).status;

  it('serves on at once, without a restart and without a failed request', async () => {
    await Promise.all(Array.from({ length: 12 }, () => registration()));
    await at(0).execute('SET GLOBAL read_only = 1');
    address.target = at(1).port;
    const statuses = await Promise.all(Array.from({ length: 12 }, () => registration()));
    expect(new Set(statuses)).toEqual(new Set([201]));
    const account = await register(server, newAccount('moved'));
    expect((await server.post(ROUTES.login, credentialsOf(account))).status).toBe(200);
    expect(await ready()).toBe(200);
  });

  it('says that it is not ready while no server takes writes', async () => {
    await at(0).execute('SET GLOBAL read_only = 1');
    await eventually(async () => (await ready()) === 503);
    expect(await registration()).toBeGreaterThanOrEqual(500);
    await at(0).execute('SET GLOBAL read_only = 0');
    await eventually(async () => (await ready()) === 200);
    expect(await registration()).toBe(201);
  });

  it('waits for a connection where the server has no room for one', async () => {
    await at(0).execute(`ALTER USER ${ACCOUNT}@'%' WITH MAX_USER_CONNECTIONS 2`);
    try {
      await eventually(async () => (await registration()) === 201);
      const statuses = await Promise.all(Array.from({ length: 12 }, () => registration()));
      expect(new Set(statuses)).toEqual(new Set([201]));
    } finally {
      await at(0).execute(`ALTER USER ${ACCOUNT}@'%' WITH MAX_USER_CONNECTIONS 0`);
    }
  });
});
