import { randomUUID } from 'node:crypto';
import type { Answer } from './harness/answer.js';
import { onEachDatabase } from './harness/each-database.js';
import { useProcesses } from './harness/processes.js';
import { ROUTES } from './harness/routes.js';
import type { SpawnedServer } from './harness/spawned-server.js';
import { PROVIDERS } from './providers/exchanges.js';
import { HostileProvider, json } from './providers/hostile-provider.js';
import { CALLBACK, CLIENT_ID, CLIENT_SECRET } from './providers/settings.js';

const CALLERS = 16;

onEachDatabase('two processes on one database', (database) => {
  const processes = useProcesses(database);
  let provider: HostileProvider;
  let servers: readonly [SpawnedServer, SpawnedServer];

  beforeAll(async () => {
    provider = await HostileProvider.start();
    const environment = {
      RATE_LIMITS: 'off',
      PROVIDERS: 'corp',
      PROVIDER_CORP_ISSUER: provider.issuer,
      PROVIDER_CORP_CLIENT_ID: CLIENT_ID,
      PROVIDER_CORP_CLIENT_SECRET: CLIENT_SECRET,
      PROVIDER_CORP_REDIRECT_URIS: CALLBACK,
    };
    const { start } = processes();
    servers = [await start(environment), await start(environment)];
  });

  afterAll(() => provider.close());

  beforeEach(() => {
    provider.behave();
  });

  const exchange = (server: SpawnedServer, body: object): Promise<Answer> =>
    server.send({ path: ROUTES.token, json: { provider: 'corp', ...body } });

  const fromBoth = (body: () => object): Promise<readonly Answer[]> =>
    Promise.all(
      Array.from({ length: CALLERS }, (_, caller) =>
        exchange(caller % 2 === 0 ? servers[0] : servers[1], body()),
      ),
    );

  it('make one session of one code', async () => {
    const authCode = randomUUID();
    const asked = provider.timesAsked('/token');
    const answers = await fromBoth(() => ({ authCode }));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(CALLERS - 1);
    expect(provider.timesAsked('/token')).toBe(asked + 1);
  });

  it('make one account of one person', async () => {
    provider.lie({ claims: { sub: 'newcomer', email: 'newcomer@example.com' } });
    const answers = await fromBoth(() => ({ authCode: randomUUID() }));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const claims = answers.map((answer) => {
      const [, payload = ''] = answer.string('accessToken').split('.');
      return JSON.parse(Buffer.from(payload, 'base64url').toString()) as { readonly uid: string };
    });
    expect(new Set(claims.map(({ uid }) => uid)).size).toBe(1);
  });

  it('finish what the other began', async () => {
    const [one, other] = servers;
    const begun = await one.send({ path: `${PROVIDERS}/corp/authorization`, json: {} });
    const url = new URL(begun.string('authorizationUrl'));
    const nonce = url.searchParams.get('nonce');
    provider.misbehave('/token', json(provider.tokens({ claims: { nonce } })));
    const body = { authCode: randomUUID(), state: begun.string('state') };
    expect((await exchange(other, body)).status).toBe(200);
    expect((await exchange(one, { ...body, authCode: randomUUID() })).status).toBe(401);
  });
});
