import { boundedFetch, exchangeDeadline } from '../../../src/federation/providers/bounded-fetch.js';
import { SocketServer } from '../../e2e/providers/socket-server.js';

const GET = { body: undefined, headers: {}, method: 'GET', redirect: 'manual' } as const;

describe('a fetch from a provider', () => {
  let server: SocketServer;

  beforeAll(async () => {
    server = await SocketServer.start();
  });

  afterAll(() => server.close());

  it('ends with its deadline, and asks for nothing after it', async () => {
    const controller = new AbortController();
    server.answer(() => {
      controller.abort();
    });
    const fetch = boundedFetch(controller.signal);
    await expect(fetch(`${server.origin}/token`, GET)).rejects.toMatchObject({
      reason: 'timed-out',
      detail: '/token',
    });
    await expect(fetch(`${server.origin}/jwks`, GET)).rejects.toMatchObject({
      reason: 'timed-out',
    });
    expect(server.requested).toEqual(['/token']);
  });

  it('has less than five seconds for a whole exchange', () => {
    const timeout = jest.spyOn(AbortSignal, 'timeout');
    exchangeDeadline();
    expect(timeout.mock.calls[0]?.[0]).toBeLessThan(5000);
    timeout.mockRestore();
  });

  it('takes a mebibyte, and not a byte more', async () => {
    const limit = 1024 * 1024;
    const fetch = boundedFetch(exchangeDeadline());
    server.answer((request, response) => {
      const size = Number(new URL(request.url ?? '', server.origin).searchParams.get('size'));
      response.writeHead(200, { 'content-type': 'application/json' }).end('x'.repeat(size));
    });
    const fits = await fetch(`${server.origin}/?size=${limit}`, GET);
    expect(await fits.text()).toHaveLength(limit);
    await expect(fetch(`${server.origin}/?size=${limit + 1}`, GET)).rejects.toMatchObject({
      reason: 'too-large',
    });
  });
});
