import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { answerClientError } from '../../src/server/client-errors.js';

describe('the answer to what is no HTTP', () => {
  // As Node's HTTP server listens.
  const server = createServer({ allowHalfOpen: true });

  beforeAll(() => once(server.listen(0), 'listening'));
  afterAll(() => server.close());

  it('is the last that the connection carries, even if the other side keeps its half', async () => {
    const { port } = server.address() as AddressInfo;
    const peer = connect({ port, allowHalfOpen: true });
    const received: Buffer[] = [];
    peer.on('data', (chunk: Buffer) => received.push(chunk));
    const [socket] = (await once(server, 'connection')) as [Socket];
    const closed = once(socket, 'close');

    answerClientError(new Error('Parse Error'), socket, 0);

    await closed;
    if (!peer.readableEnded) await once(peer, 'end');
    expect(Buffer.concat(received).toString()).toContain('HTTP/1.1 400 Bad Request');
    peer.destroy();
  });
});
