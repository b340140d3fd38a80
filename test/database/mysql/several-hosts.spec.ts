import { newAccount } from '../../e2e/harness/accounts.js';
import { eventually } from '../../e2e/harness/eventually.js';
import { ROUTES } from '../../e2e/harness/routes.js';
import { SigningKey } from '../../e2e/harness/signing-key.js';
import { TestServer } from '../../e2e/harness/test-server.js';
import { whereThereIs } from '../../where-there-is.js';
import { mariadbPrograms, OwnMariadb } from './own-mariadb.js';

/** Who is not exempt from a server that only reads, as `root` is. */
const ACCOUNT = 'portcullis';
const DATABASE = 'several';

whereThereIs(mariadbPrograms, 'a DATABASE_URL of several hosts, with %s', (program) => {
  const key = SigningKey.rsa();
  let servers: readonly OwnMariadb[] = [];
  let server: TestServer | null = null;

  const at = (n: number): OwnMariadb => {
    const found = servers[n];
    if (found === undefined) throw new Error('the database server is not there');
    return found;
  };
  const running = (): TestServer => {
    if (server === null) throw new Error('the server is not running');
    return server;
  };
  const serve = (url: string): Promise<TestServer> => TestServer.start({ databaseUrl: url, key });
  const registration = async (): Promise<number> =>
    (await running().post(ROUTES.register, newAccount('moved'))).status;
  const ready = async (): Promise<number> => (await running().get('/health/ready')).status;
  const registrations = async (): Promise<ReadonlySet<number>> =>
    new Set(await Promise.all(Array.from({ length: 12 }, () => registration())));

  beforeAll(async () => {
    servers = await Promise.all([OwnMariadb.start(program), OwnMariadb.start(program)]);
    for (const mariadb of servers) {
      await mariadb.execute(
        `CREATE DATABASE ${DATABASE}`,
        `CREATE USER ${ACCOUNT}@'%'`,
        `GRANT ALL ON ${DATABASE}.* TO ${ACCOUNT}@'%'`,
      );
      // Both have the schema, as nodes of a cluster would.
      await (await serve(mariadb.url(DATABASE, ACCOUNT))).close();
    }
    // Tests go from gentle to fatal, since both keep their data.
    const hosts = servers.map(({ port }) => `127.0.0.1:${port}`).join();
    server = await serve(`mariadb://${ACCOUNT}@${hosts}/${DATABASE}`);
  }, 60_000);

  afterAll(async () => {
    await server?.close();
    await Promise.all(servers.map((mariadb) => mariadb.stop()));
    key.remove();
  });

  const accountsAt = async (n: number): Promise<number> => {
    const rows = await at(n).execute(`SELECT COUNT(*) AS count FROM ${DATABASE}.users`);
    return Number((rows as readonly { readonly count: number }[])[0]?.count);
  };

  it('is one writer: the first, and no other while that one serves', async () => {
    expect(await registrations()).toEqual(new Set([201]));
    expect([await accountsAt(0), await accountsAt(1)]).toEqual([12, 0]);
  });

  it('goes on with the next where one takes no writes, and fails no request', async () => {
    await at(0).execute('SET GLOBAL read_only = 1');
    expect(await registrations()).toEqual(new Set([201]));
    expect(await accountsAt(1)).toBe(12);
  });

  it('is not ready where none takes writes, and is once one does', async () => {
    await at(1).execute('SET GLOBAL read_only = 1');
    await eventually(async () => (await ready()) === 503);
    expect(await registration()).toBeGreaterThanOrEqual(500);
    await at(0).execute('SET GLOBAL read_only = 0');
    await eventually(async () => (await ready()) === 200);
    expect(await registration()).toBe(201);
    await at(1).execute('SET GLOBAL read_only = 0');
  });

  it('goes on with the next where one hangs', async () => {
    at(0).freeze();
    try {
      await eventually(async () => (await registration()) === 201);
      expect(await registrations()).toEqual(new Set([201]));
    } finally {
      at(0).thaw();
    }
  });

  it('goes on with the first again where the next is killed, and fails nothing that comes later', async () => {
    await at(1).kill();
    await eventually(async () => (await registration()) === 201);
    expect(await registrations()).toEqual(new Set([201]));
    expect(await ready()).toBe(200);
  });

  it('is served from the start by those hosts that are there', async () => {
    const hosts = [at(1), at(0)].map(({ port }) => `127.0.0.1:${port}`).join();
    const late = await serve(`mariadb://${ACCOUNT}@${hosts}/${DATABASE}`);
    expect((await late.get('/health/ready')).status).toBe(200);
    await late.close();
  });
});
