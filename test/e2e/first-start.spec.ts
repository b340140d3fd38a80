import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newAccount, register } from './harness/accounts.js';
import { onEachDatabase } from './harness/each-database.js';
import { ROUTES } from './harness/routes.js';
import { login, refreshByBody, validation } from './harness/sessions.js';
import { SpawnedServer } from './harness/spawned-server.js';

const INSTANCES = 5;

onEachDatabase('five servers started at once on nothing', (database) => {
  let servers: readonly SpawnedServer[] = [];
  let keysDirectory: string;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    const throwAway = await database.create();
    drop = throwAway.drop;
    keysDirectory = mkdtempSync(join(tmpdir(), 'portcullis-keys-'));
    const spawn = { databaseUrl: throwAway.url, keysDirectory };
    servers = await Promise.all(
      Array.from({ length: INSTANCES }, () => SpawnedServer.start(spawn)),
    );
  });

  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    rmSync(keysDirectory, { recursive: true });
    await drop();
  });

  const get = (path: string) =>
    Promise.all(servers.map((server) => server.send({ method: 'GET', path })));

  it('are all ready', async () => {
    const statuses = (await get('/health/ready')).map(({ status }) => status);
    expect(statuses).toEqual(Array(INSTANCES).fill(200));
  });

  it('made the schema once', () => {
    const executed = servers.flatMap(({ log }) => log.match(/Executed \w+/g) ?? []);
    expect(executed.length).toBeGreaterThan(0);
    expect(new Set(executed).size).toBe(executed.length);
  });

  it('share one signing key, of which no draft is left', async () => {
    const documents = new Set((await get(ROUTES.jwks)).map(({ text }) => text));
    expect(documents.size).toBe(1);
    expect(JSON.parse([...documents].join())).toMatchObject({ keys: [{ alg: 'RS256' }] });
    expect(readdirSync(keysDirectory)).toEqual(['portcullis.active.pem']);
  });

  it('know the accounts, tokens and sessions of each other', async () => {
    const [first, ...others] = servers;
    if (!first) throw new Error('no server');
    const account = await register(first, newAccount('shared'));
    let { refreshToken } = await login(first, 'token-pair', account);
    for (const server of others) {
      const refreshed = await refreshByBody(server, refreshToken);
      refreshToken = refreshed.string('refreshToken');
      expect(await validation(first, refreshed.string('accessToken'))).toBe(200);
      expect((await login(server, 'token-pair', account)).refreshToken).not.toBe('');
    }
  });
});
