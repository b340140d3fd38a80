import { once } from 'node:events';
import { connect } from 'node:net';
import type { ThrowAwayDatabase } from '../databases.js';
import { type Account, credentialsOf, newAccount, register } from './harness/accounts.js';
import { BegunRequest } from './harness/begun-request.js';
import { onEachDatabase } from './harness/each-database.js';
import { envelopeFault, fault, flagFault, OVERLOADED } from './harness/expected-faults.js';
import { expectAnswer } from './harness/golden.js';
import { ENVELOPE_TYPE, ROUTES } from './harness/routes.js';
import { refreshByBody } from './harness/sessions.js';
import { SigningKey } from './harness/signing-key.js';
import { SpawnedServer } from './harness/spawned-server.js';

const DRAINING = 'SIGTERM: draining';
const LOGINS = 8;

onEachDatabase('a server told to end', (database) => {
  const key = SigningKey.rsa();
  const account: Account = newAccount('drained');
  let throwAway: ThrowAwayDatabase;
  let server: SpawnedServer;

  const start = (): Promise<SpawnedServer> =>
    SpawnedServer.start({ databaseUrl: throwAway.url, keysDirectory: key.directory });
  const beginLogin = (): Promise<BegunRequest> =>
    BegunRequest.post(server.origin, ROUTES.token, credentialsOf(account));
  const beginLogins = (): Promise<BegunRequest[]> =>
    Promise.all(Array.from({ length: LOGINS }, beginLogin));

  beforeAll(async () => {
    throwAway = await database.create();
    server = await start();
    await register(server, account);
    await server.stop();
  });

  beforeEach(async () => {
    server = await start();
  });

  afterEach(() => server.kill());

  afterAll(async () => {
    key.remove();
    await throwAway.drop();
  });

  it('answers the logins under way, and is gone', async () => {
    const logins = await beginLogins();
    const exit = server.stop();
    await server.logged(DRAINING);
    const answers = await Promise.all(logins.map((login) => login.finish()));
    expect(answers.map(({ status }) => status)).toEqual(Array(LOGINS).fill(200));
    expect(new Set(answers.map((answer) => answer.header('connection')))).toEqual(
      new Set(['close']),
    );
    expect(await exit).toBe(0);
    const successor = await start();
    for (const answer of answers) {
      expect((await refreshByBody(successor, answer.string('refreshToken'))).status).toBe(200);
    }
    await successor.stop();
  });

  it('takes on nothing new, and says so in the dialect of whoever asks', async () => {
    const login = await beginLogin();
    const exit = server.stop();
    await server.logged(DRAINING);
    const credentials = credentialsOf(account);
    const refusals = [
      [{ path: ROUTES.token, json: credentials }, fault(ROUTES.token, OVERLOADED)],
      [
        { path: ROUTES.login, json: credentials, headers: { accept: ENVELOPE_TYPE } },
        envelopeFault(ROUTES.login, OVERLOADED),
      ],
      [{ path: ROUTES.flagLogin, json: credentials }, flagFault(503, OVERLOADED.message)],
      [{ path: ROUTES.jwks, method: 'GET' }, fault(ROUTES.jwks, OVERLOADED)],
    ] as const;
    for (const [request, expected] of refusals) {
      const answer = await server.send(request);
      expectAnswer(answer, expected);
      expect(answer.headers).toMatchObject({ connection: 'close', 'retry-after': '1' });
    }
    expect((await login.finish()).status).toBe(200);
    expect(await exit).toBe(0);
  });

  it('lives while it drains, but is not ready', async () => {
    const login = await beginLogin();
    const exit = server.stop();
    await server.logged(DRAINING);
    const get = (path: string) => server.send({ method: 'GET', path });
    expect((await get('/health/live')).status).toBe(200);
    const ready = await get('/health/ready');
    expect([ready.status, ready.string('status')]).toEqual([503, 'draining']);
    expect((await get('/health/ready/validation')).status).toBe(503);
    await login.finish();
    expect(await exit).toBe(0);
  });

  it('waits for no idle connection and no half-sent head', async () => {
    const { hostname, port } = new URL(server.origin);
    const idle = connect(Number(port), hostname);
    const hanging = connect(Number(port), hostname);
    idle.write('GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n');
    hanging.write('POST /api/v1/auth/token HTTP/1.1\r\nHost: loc');
    await once(idle, 'data');
    const ends = Promise.all([once(idle, 'close'), once(hanging, 'close')]);
    expect(await server.stop()).toBe(0);
    await ends;
  });

  it('does not wait for ever for a request that never ends', async () => {
    const login = await beginLogin();
    const cutOff = login.cutOff();
    expect(await server.stop()).toBe(1);
    expect(server.log).toContain('cut off');
    await cutOff;
  });
});
