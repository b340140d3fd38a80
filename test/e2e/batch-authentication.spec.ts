import type { Answer } from './harness/answer.js';
import { basic, BATCH_TYPE, type Credentials, newClient } from './harness/clients.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { sendRaw } from './harness/raw-socket.js';
import { ROUTES } from './harness/routes.js';

const KIB = 1024;

onEachDatabase('a batch of tokens', (database) => {
  const server = useServer(database);
  let client: Credentials;

  beforeAll(async () => {
    client = await newClient(server());
  });

  /** The head of a request, and of its body only what is given. */
  const begin = (
    path: string,
    headers: Readonly<Record<string, string>>,
    body = '',
  ): Promise<Answer> => {
    const all = { host: 'localhost', connection: 'close', 'content-type': BATCH_TYPE, ...headers };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
    return sendRaw(server().origin, `POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
  };
  const announced = { 'content-length': String(300 * KIB) };

  it.each([
    ['a caller without credentials', {}],
    ['an unknown service', basic({ id: 'nobody', secret: 'nothing' })],
  ])('of %s is refused before it is sent', async (_, credentials) => {
    for (const type of [BATCH_TYPE, BATCH_TYPE.toUpperCase(), `${BATCH_TYPE} ; charset=latin1`]) {
      const headers = { ...announced, ...credentials, 'content-type': type };
      const answer = await begin(ROUTES.introspection, headers);
      expect([answer.status, answer.value('error')]).toEqual([401, 'invalid_client']);
    }
  });

  it('of a wrong secret is refused before it is sent, and is counted', async () => {
    const wrong = { ...announced, ...basic({ ...client, secret: 'wrong' }) };
    const statuses = new Set<number>();
    while (!statuses.has(429)) {
      const { status } = await begin(ROUTES.introspection, wrong);
      expect([401, 429]).toContain(status);
      statuses.add(status);
    }
    expect(statuses).toEqual(new Set([401, 429]));
  });

  it('is read no further than other bodies where none belongs', async () => {
    const chunk = `${(20 * KIB).toString(16)}\r\n${' '.repeat(20 * KIB)}\r\n`;
    for (const path of [ROUTES.login, ROUTES.oauthToken, '/nothing']) {
      const answer = await begin(path, { 'transfer-encoding': 'chunked' }, chunk);
      expect([path, answer.status]).toEqual([path, 413]);
    }
  });
});

onEachDatabase('a batch of tokens that a service sends', (database) => {
  const server = useServer(database);

  it('may have 400 KiB, and no more', async () => {
    const headers = { ...basic(await newClient(server())), 'content-type': BATCH_TYPE };
    const sized = (bytes: number): string => '{"tokens":["a"]}'.padEnd(bytes);
    const statusOf = async (bytes: number): Promise<number> =>
      (await server().send({ path: ROUTES.introspection, headers, body: sized(bytes) })).status;
    expect(await statusOf(400 * KIB)).toBe(200);
    expect(await statusOf(400 * KIB + 1)).toBe(413);
  });
});
