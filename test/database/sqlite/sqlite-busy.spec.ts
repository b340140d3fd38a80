import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { testDatabases } from '../../databases.js';
import { credentialsOf, newAccount, register } from '../../e2e/harness/accounts.js';
import { useServer } from '../../e2e/harness/each-database.js';
import { eventually } from '../../e2e/harness/eventually.js';
import { fault, flagFault, OVERLOADED } from '../../e2e/harness/expected-faults.js';
import { expectAnswer } from '../../e2e/harness/golden.js';
import { ROUTES } from '../../e2e/harness/routes.js';
import { bearer, login } from '../../e2e/harness/sessions.js';
import { SigningKey } from '../../e2e/harness/signing-key.js';
import { TestServer } from '../../e2e/harness/test-server.js';
import { whereThereIs } from '../../where-there-is.js';
import { fill, smallDisks } from './small-disk.js';

const [sqlite] = testDatabases();
if (!sqlite) throw new Error('there is always SQLite');

/** Takes the lock to write, says so, and keeps it until its input ends. */
const HOLDER = `
  const name = Number(process.versions.napi) >= 10 ? 'better-sqlite3-node-api' : 'better-sqlite3';
  const database = new (require(name))(process.argv[1]);
  database.exec('BEGIN IMMEDIATE');
  console.log('held');
  process.stdin.resume().on('end', () => { database.exec('ROLLBACK'); process.exit(); });
`;

describe('while another process writes to the SQLite file', () => {
  const server = useServer(sqlite);
  let holder: ChildProcess | undefined;

  const hold = async (): Promise<ChildProcess> => {
    const path = server().databaseUrl.slice('sqlite:'.length);
    const child = spawn(process.execPath, ['-e', HOLDER, path], {
      cwd: join(__dirname, '../..'),
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    holder = child;
    await once(child.stdout, 'data');
    return child;
  };

  afterEach(() => holder?.kill('SIGKILL'));

  it('everything that needs no database is answered, and a login waits for its turn', async () => {
    const account = await register(server());
    const { accessToken } = await login(server(), 'token-pair', account);
    const child = await hold();
    let answered = false;
    const waiting = server()
      .post(ROUTES.token, credentialsOf(account))
      .finally(() => (answered = true));
    // Each of them would stand behind a wait of seconds on the event loop.
    for (let n = 0; n < 5; n += 1) {
      const statuses = await Promise.all([
        server().get('/health/live'),
        server().get(ROUTES.jwks),
        server().send({ path: ROUTES.validate, headers: bearer(accessToken) }),
      ]);
      expect(statuses.map(({ status }) => status)).toEqual([200, 200, 200]);
    }
    expect(answered).toBe(false);
    child.stdin?.end();
    expect((await waiting).status).toBe(200);
  });

  it('what waits too long is told to come again, in its own dialect', async () => {
    const account = await register(server());
    await hold();
    const [plain, flag] = await Promise.all([
      server().post(ROUTES.token, credentialsOf(account)),
      server().post(ROUTES.flagLogin, credentialsOf(account)),
    ]);
    expectAnswer(plain, fault(ROUTES.token, OVERLOADED));
    expectAnswer(flag, flagFault(OVERLOADED.status, OVERLOADED.message));
    expect((await server().get('/health/ready')).status).toBe(503);
    holder?.stdin?.end();
    await eventually(async () => (await server().get('/health/ready')).status === 200);
  });
});

whereThereIs(smallDisks(), 'when the disk of the SQLite file is full, %s', (directory) => {
  const key = SigningKey.rsa();
  let server: TestServer;

  beforeAll(async () => {
    server = await TestServer.start({ databaseUrl: `sqlite:${join(directory, 'x.sqlite')}`, key });
  });

  afterAll(async () => {
    await server.close();
    key.remove();
    spawnSync('umount', [directory]);
    rmSync(directory, { recursive: true, force: true });
  });

  it('is not ready, though reading goes on, and is again when there is room', async () => {
    const account = await register(server);
    const filler = fill(directory);
    await eventually(async () => {
      await server.post(ROUTES.register, newAccount('full'));
      return (await server.get('/health/ready')).status === 503;
    });
    expect((await server.get('/health/live')).status).toBe(200);
    expect((await server.get('/health/ready/validation')).status).toBe(200);
    rmSync(filler);
    await eventually(async () => (await server.get('/health/ready')).status === 200);
    expect((await server.post(ROUTES.login, credentialsOf(account))).status).toBe(200);
  });
});
