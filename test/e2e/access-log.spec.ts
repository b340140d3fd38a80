import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { credentialsOf, newAccount, register, type Account } from './harness/accounts.js';
import { basic, type Credentials, form, FORM_TYPE, serviceToken } from './harness/clients.js';
import { onEachDatabase } from './harness/each-database.js';
import { eventually } from './harness/eventually.js';
import { finishedProcess } from './harness/finished-process.js';
import type { HttpRequest } from './harness/http-client.js';
import { decode, TEST_SECRET } from './harness/jwt.js';
import { useProcesses } from './harness/processes.js';
import { ROUTES } from './harness/routes.js';
import { bearer, login, type OpenSession, refreshByBody } from './harness/sessions.js';
import { serverEnvironment, type SpawnedServer } from './harness/spawned-server.js';

type Line = Readonly<Record<string, unknown>>;

const linesOf = ({ log }: SpawnedServer): readonly Line[] =>
  log
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line);

onEachDatabase('the log', (database) => {
  const processes = useProcesses(database);
  let server: SpawnedServer;
  let account: Account;
  let session: OpenSession;
  let requests = 0;

  /** The line of a request that is made now. */
  const lineOf = async (request: HttpRequest): Promise<Line | undefined> => {
    requests += 1;
    const reqId = `access-log-${requests}`;
    await server.send({ ...request, headers: { ...request.headers, 'x-request-id': reqId } });
    const found = () =>
      linesOf(server).find((line) => line.reqId === reqId && line.msg === 'request');
    await eventually(async () => found() !== undefined);
    return found();
  };

  beforeAll(async () => {
    server = await processes().start({ LOG_LEVEL: 'debug', DATABASE_POOL: '7', DOCS: 'off' });
    account = await register(server, newAccount('logged'));
    session = await login(server, 'token-pair', account);
  });

  it('begins with one line that says what runs', async () => {
    const [boot, ...others] = linesOf(server).filter(({ context }) => context === 'Boot');
    expect(others).toEqual([]);
    const { keys } = (await server.send({ method: 'GET', path: ROUTES.jwks })).body as {
      keys: { kid: string }[];
    };
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(boot).toMatchObject({
      level: 'info',
      version,
      node: process.versions.node,
      database: database.dialect,
      databaseVersion: expect.stringMatching(/^\d+\.\d+/),
      issuer: 'http://localhost:3000',
      kid: keys[0]?.kid,
    });
    expect(boot?.settings).toEqual({
      HOST: '127.0.0.1',
      PORT: '0',
      DATABASE_URL: '***',
      DATABASE_POOL: '7',
      DOCS: 'off',
      LOG_LEVEL: 'debug',
      JWT_KEYS_DIR: expect.any(String),
      SECRETS: '***',
    });
    expect(server.log).not.toContain(TEST_SECRET);
  });

  it.each([
    ['/me', () => ({ method: 'GET', path: ROUTES.me })],
    ['validate-token', () => ({ path: ROUTES.validate })],
    ['verify', () => ({ method: 'GET', path: ROUTES.verify })],
    ['the list of sessions', () => ({ method: 'GET', path: ROUTES.sessions })],
    ['the list of identities', () => ({ method: 'GET', path: '/api/v1/auth/identities' })],
  ])('names user and session of %s', async (_name, request: () => HttpRequest) => {
    const { uid, sid } = decode(session.accessToken).claims;
    const line = await lineOf({ ...request(), headers: bearer(session.accessToken) });
    expect(line).toMatchObject({ level: 'info', status: 200, user: uid, session: sid });
  });

  it('names user and session of a login, a refresh and a logout', async () => {
    const loggedIn = await lineOf({ path: ROUTES.token, json: credentialsOf(account) });
    const { uid, sid } = decode(session.accessToken).claims;
    expect(loggedIn).toMatchObject({ status: 200, user: uid, session: expect.any(String) });
    const other = await login(server, 'token-pair', account);
    const { sid: otherSid } = decode(other.accessToken).claims;
    const json = { refreshToken: other.refreshToken };
    expect(await lineOf({ path: ROUTES.envelopeRefresh, json })).toMatchObject({
      status: 200,
      user: uid,
      session: otherSid,
    });
    const logout = { path: ROUTES.logout, headers: bearer(other.accessToken) };
    expect(await lineOf(logout)).toMatchObject({ status: 204, user: uid, session: otherSid });
    expect(otherSid).not.toBe(sid);
    expect((await refreshByBody(server, other.refreshToken)).status).toBe(401);
    expect(await lineOf({ path: ROUTES.envelopeRefresh, json })).toMatchObject({
      level: 'warn',
      status: 401,
      user: uid,
      session: otherSid,
    });
  });

  async function newService(name: string, ...args: readonly string[]): Promise<Credentials> {
    const directory = mkdtempSync(join(tmpdir(), 'portcullis-log-'));
    const { stdout } = await finishedProcess({
      script: 'portcullis.cjs',
      args: ['client', 'create', name, ...args, '--json'],
      directory,
      environment: serverEnvironment(processes().databaseUrl, directory),
    });
    rmSync(directory, { recursive: true });
    return JSON.parse(stdout) as Credentials;
  }

  it('names the service account that asks', async () => {
    const credentials = await newService('orders', '--audience', 'portcullis');
    const line = await lineOf({
      path: ROUTES.introspection,
      headers: { ...basic(credentials), 'content-type': FORM_TYPE },
      body: form({ token: session.accessToken }),
    });
    expect(line).toMatchObject({ level: 'info', status: 200, client: credentials.id });
  });

  it.each([
    ['/api/v1/users', 'users:read'],
    ['/api/v1/audit', 'audit:read'],
    ['/scim/v2/Users', 'scim'],
  ])('names the service account that asks for %s by a token', async (path, scope) => {
    const metadata = await server.send({ method: 'GET', path: ROUTES.oauthMetadata });
    const issuer = metadata.string('issuer');
    const credentials = await newService(scope, '--audience', issuer, '--scope', scope);
    const token = await serviceToken(server, credentials);
    const line = await lineOf({ method: 'GET', path, headers: bearer(token) });
    expect(line).toMatchObject({ status: 200, client: credentials.id });
  });

  it('names neither user nor session where nothing has shown who asks', async () => {
    const wrong = await lineOf({
      path: ROUTES.token,
      json: { ...credentialsOf(account), password: 'wrong' },
    });
    expect(wrong).toMatchObject({ level: 'warn', status: 401, fault: 'INVALID_CREDENTIALS' });
    expect(Object.keys(wrong ?? {})).not.toEqual(expect.arrayContaining(['user']));
    expect(Object.keys(wrong ?? {})).not.toEqual(expect.arrayContaining(['session']));
  });

  it.each(['/health/live', '/health/ready', '/health/ready/validation'])(
    'has probes of %s at debug',
    async (path) => {
      expect(await lineOf({ method: 'GET', path })).toMatchObject({ level: 'debug', status: 200 });
    },
  );

  it('has an absent token at /me at debug, and a bad one at warn', async () => {
    const me = { method: 'GET', path: ROUTES.me };
    expect(await lineOf(me)).toMatchObject({ level: 'debug', status: 401 });
    const bad = { ...me, headers: bearer('forged') };
    expect(await lineOf(bad)).toMatchObject({ level: 'warn', status: 401 });
    const elsewhere = { method: 'GET', path: ROUTES.sessions };
    expect(await lineOf(elsewhere)).toMatchObject({ level: 'warn', status: 401 });
  });

  it('names the limit and the digest of a throttled account, for each spelling of its name', async () => {
    const { username } = await register(server, newAccount('throttled'));
    const guess = (name: string) =>
      lineOf({ path: ROUTES.token, json: { username: name, password: 'wrong' } });
    let refused = await guess(username);
    while (refused?.status !== 429) refused = await guess(username);
    expect(refused).toMatchObject({
      level: 'warn',
      fault: 'TOO_MANY_REQUESTS',
      limit: expect.stringMatching(/^(stranger|known-address|at-account)$/),
      account: expect.stringMatching(/^[\w-]{43}$/),
    });
    const other = await guess(username.toUpperCase());
    expect(other).toMatchObject({ status: 429, account: refused.account });
    expect(JSON.stringify(refused)).not.toContain(username);
  }, 30_000);
});
