import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { newAccount } from '../e2e/harness/accounts.js';
import { ROUTES } from '../e2e/harness/routes.js';
import { testDatabases } from '../databases.js';
import { type Client, type ClientOptions, createClient } from './harness/built-client.js';
import { useFrontend } from './harness/use-frontend.js';

const [sqlite] = testDatabases();
if (!sqlite) throw new Error('there is always SQLite');
const database = sqlite;

describe('which origins get the access token', () => {
  const frontend = useFrontend(database);
  /** Another service, which writes down what it is shown. */
  let service: Server;
  let shown: (string | undefined)[] = [];
  let status = 200;
  let origin: string;

  beforeAll(async () => {
    service = createServer((request: IncomingMessage, response) => {
      shown.push(request.headers.authorization);
      request.resume();
      response.writeHead(status).end();
    });
    await once(service.listen(0), 'listening');
    origin = `http://localhost:${(service.address() as AddressInfo).port}`;
  });

  beforeEach(() => {
    shown = [];
    status = 200;
  });

  afterAll(async () => {
    service.closeAllConnections();
    service.close();
    await once(service, 'close');
  });

  async function loggedIn(options: Partial<ClientOptions> = {}): Promise<Client> {
    const client = createClient({
      baseUrl: frontend().front.origin,
      contract: 'envelope',
      ...options,
    });
    await client.register(newAccount());
    frontend().front.forget();
    return client;
  }

  const refreshes = (): number => frontend().front.times(ROUTES.refresh);

  it.each([
    ['an address', (url: string) => url],
    ['a URL', (url: string) => new URL(url)],
    ['a request', (url: string) => new Request(url)],
  ])('another origin gets none, asked by %s', async (_name, asked) => {
    const client = await loggedIn();
    status = 401;
    expect((await client.fetch(asked(`${origin}/orders`))).status).toBe(401);
    expect(shown).toEqual([undefined]);
    expect(refreshes()).toBe(0);
  });

  it('an address that only looks like the server gets none', async () => {
    const client = await loggedIn();
    const { host } = new URL(frontend().front.origin);
    await client.fetch(`//${new URL(origin).host}/${host}`);
    await client
      .fetch(`${origin.replace('//', `//${host.replace(':', '%3A')}@`)}/`)
      .catch(() => undefined);
    expect(shown.filter((each) => each?.startsWith('Bearer'))).toEqual([]);
  });

  it('an origin to which the server redirects gets none', async () => {
    const client = await loggedIn();
    frontend().front.fate = () => ({ status: 307, headers: { location: `${origin}/orders` } });
    expect((await client.fetch('/orders')).status).toBe(200);
    expect(shown).toEqual([undefined]);
  });

  it('one that is allowed gets it, and so does the server, by a path as well', async () => {
    const client = await loggedIn({ allowedOrigins: [origin] });
    const token = (await client.getAccessToken()) ?? '';
    expect((await client.fetch(`${origin}/orders`)).status).toBe(200);
    expect(
      (await client.fetch(new Request(`${origin}/orders`, { method: 'POST', body: 'one' }))).status,
    ).toBe(200);
    expect(shown).toEqual([`Bearer ${token}`, `Bearer ${token}`]);
    expect((await client.fetch(ROUTES.me)).status).toBe(200);
  });

  it('a header of the caller is left as it is', async () => {
    const client = await loggedIn({ allowedOrigins: [origin] });
    await client.fetch(origin, { headers: { authorization: 'Basic of-the-caller' } });
    expect(shown).toEqual(['Basic of-the-caller']);
  });

  it('one that refuses every token brings about one refresh, and not one each time', async () => {
    const client = await loggedIn({ allowedOrigins: [origin] });
    status = 401;
    for (let round = 0; round < 4; round += 1) {
      expect((await client.fetch(origin)).status).toBe(401);
    }
    expect(refreshes()).toBe(1);
    expect(shown).toHaveLength(5);
    expect(client.getState().status).toBe('signed-in');
    expect((await client.fetch(ROUTES.me)).status).toBe(200);
  });

  it('a body is sent again with the new token, but for a stream', async () => {
    const client = await loggedIn({ allowedOrigins: [origin] });
    status = 401;
    await client.fetch(origin, { method: 'POST', body: 'one' });
    expect(shown).toHaveLength(2);
    const body = new Blob(['one']).stream();
    const streamed = { method: 'POST', body, duplex: 'half' } as const;
    await (await loggedIn({ allowedOrigins: [origin] })).fetch(origin, streamed);
    expect(shown).toHaveLength(3);
  });
});
