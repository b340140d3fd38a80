import { newAccount } from '../e2e/harness/accounts.js';
import { ROUTES } from '../e2e/harness/routes.js';
import { testDatabases } from '../databases.js';
import {
  type Client,
  type ClientOptions,
  createClient,
  isMfaRequired,
} from './harness/built-client.js';
import type { Instead } from './harness/front.js';
import { memory } from './harness/memory.js';
import { useFrontend } from './harness/use-frontend.js';

const [sqlite] = testDatabases();
if (!sqlite) throw new Error('there is always SQLite');
const database = sqlite;

const HOURS = 2 * 3_600_000;
const json = (status: number, body: object, headers: Record<string, string> = {}): Instead => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

describe('the client, when things go wrong', () => {
  const frontend = useFrontend(database);
  /** Milliseconds that the clocks of the clients are ahead. */
  let ahead = 0;

  const clientOf = (options: Partial<ClientOptions> = {}): Client =>
    createClient({
      baseUrl: frontend().front.origin,
      contract: 'envelope',
      clock: () => Date.now() + ahead,
      ...options,
    });

  /** Logged in, with an access token that is not good any longer. */
  async function expired(options: Partial<ClientOptions> = {}): Promise<Client> {
    const client = clientOf(options);
    await client.register(newAccount());
    ahead += HOURS;
    frontend().front.forget();
    return client;
  }

  const refreshes = (): number => frontend().front.times(ROUTES.refresh);

  it.each(['token-pair', 'bearer-cookie', 'envelope', 'success-flag'] as const)(
    'tells in its own words why a login was refused: %s',
    async (contract) => {
      const client = clientOf({ contract });
      await expect(client.login({ username: 'unknown', password: 'wrong' })).rejects.toMatchObject({
        name: 'PortcullisError',
        errorCode: 'INVALID_CREDENTIALS',
        status: 401,
        requestId: expect.any(String),
      });
      expect(client.getState().status).toBe('unknown');
    },
  );

  it('tells which field is wrong, and that a name is taken', async () => {
    const [client, account] = [clientOf(), newAccount()];
    await client.register(account);
    await expect(client.register(account)).rejects.toMatchObject({ errorCode: 'USERNAME_TAKEN' });
    await expect(client.register({ ...account, email: '' })).rejects.toMatchObject({
      errorCode: 'VALIDATION_FAILED',
      details: [{ field: 'email', message: expect.any(String) }],
    });
  });

  it('says what a second factor would be', async () => {
    const [challengeId, methods] = ['a-challenge', ['totp', 'recovery-code']];
    frontend().front.fate = () =>
      json(401, { errorCode: 'MFA_REQUIRED', message: '…', challengeId, methods });
    const error: unknown = await clientOf()
      .login({ username: 'a', password: 'b' })
      .catch((it: unknown) => it);
    expect(isMfaRequired(error)).toBe(true);
    expect(error).toMatchObject({ challengeId, methods });
  });

  it('asks again when the answer to a refresh was lost, and stays logged in', async () => {
    const client = await expired();
    const { front } = frontend();
    front.fate = (path) => (path === ROUTES.refresh && refreshes() < 3 ? 'lost' : 'forward');
    expect(await client.me()).toMatchObject({ roles: ['user'] });
    expect(refreshes()).toBe(3);
    ahead += HOURS;
    expect(await client.me()).toMatchObject({ roles: ['user'] });
  });

  it('waits as long as it is told, and then asks again', async () => {
    const client = await expired();
    frontend().front.fate = () =>
      refreshes() < 3
        ? json(503, { errorCode: 'OVERLOADED', message: '…' }, { 'retry-after': '0' })
        : 'forward';
    expect(await client.getAccessToken()).toEqual(expect.any(String));
    expect(refreshes()).toBe(3);
  });

  it('asks for nothing before a long wait is over, and says how long that is', async () => {
    const client = await expired();
    const { front } = frontend();
    front.fate = () =>
      json(429, { errorCode: 'TOO_MANY_REQUESTS', message: '…' }, { 'retry-after': '60' });
    const refusal = { errorCode: 'TOO_MANY_REQUESTS', status: 429, retryAfter: 60 };
    await expect(client.me()).rejects.toMatchObject(refusal);
    front.fate = () => 'forward';
    await expect(client.me()).rejects.toMatchObject(refusal);
    expect(refreshes()).toBe(1);
    ahead += 61_000;
    expect(await client.me()).toMatchObject({ roles: ['user'] });
  });

  it.each<[string, Instead]>([
    [
      'a proxy that wants to be logged in to',
      { status: 401, body: '<h1>Log in to the network</h1>' },
    ],
    ['a proxy that forbids', json(403, { errorCode: 'FORBIDDEN', message: '…' })],
    ['a proxy that knows no such page', { status: 404 }],
    ['a page with the status of a success', { status: 200, body: '<h1>Welcome</h1>' }],
    ['a success without tokens', json(200, {})],
    ['a crash', json(500, { errorCode: 'INTERNAL_ERROR', message: '…' })],
  ])('stays logged in through %s', async (_name, instead) => {
    const client = await expired();
    const { front } = frontend();
    front.fate = () => instead;
    await expect(client.getAccessToken()).rejects.toMatchObject({ name: 'PortcullisError' });
    expect(client.getState().status).toBe('signed-in');
    front.fate = () => 'forward';
    expect(await client.getAccessToken()).toEqual(expect.any(String));
  });

  it('ends when the server refuses the refresh token, and asks no more', async () => {
    const storage = memory();
    const client = await expired({ storage });
    const states: unknown[] = [];
    client.onChange((state) => states.push(state));
    for (const key of storage.items.keys())
      storage.items.set(key, 'eyJmb3JnZWQ.eyJmb3JnZWQ.Zm9yZ2Vk');
    expect(await client.getAccessToken()).toBeUndefined();
    await expect(client.me()).rejects.toMatchObject({ errorCode: 'INVALID_TOKEN' });
    expect(states).toEqual([{ status: 'signed-out', session: null, reason: 'ended' }]);
    expect(refreshes()).toBe(1);
    expect(storage.items.size).toBe(0);
  });

  it('goes on in memory when the storage fails', async () => {
    const full = {
      ...memory(),
      setItem: () => {
        throw new Error('QuotaExceededError');
      },
    };
    const client = await expired({ storage: full });
    expect(await client.me()).toMatchObject({ roles: ['user'] });
    ahead += HOURS;
    expect(await client.me()).toMatchObject({ roles: ['user'] });
  });

  it('rejects a logout that did not reach the server, and is still logged in', async () => {
    const client = await expired();
    const { front } = frontend();
    front.fate = () => ({ status: 504 });
    await expect(client.logout()).rejects.toMatchObject({ status: 504 });
    expect(client.getState().status).toBe('signed-in');
    front.fate = () => 'forward';
    await client.logout();
    expect(client.getState().status).toBe('signed-out');
  });

  it('gives up on a server that does not answer in time', async () => {
    const silent: ClientOptions['fetch'] = (_input, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => {
          reject(new Error('aborted'));
        });
      });
    const client = clientOf({ fetch: silent, timeout: 20 });
    await expect(client.login({ username: 'a', password: 'b' })).rejects.toMatchObject({
      errorCode: 'NETWORK_FAILURE',
      status: 0,
    });
  });
});
