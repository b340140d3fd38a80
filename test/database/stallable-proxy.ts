import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Stands between a client and a server; when stalled, connections stay open and nothing moves. */
export interface StallableProxy {
  readonly port: number;
  readonly stall: () => void;
  readonly resume: () => void;
  readonly close: () => void;
}

export async function stallableProxy(host: string, port: number): Promise<StallableProxy> {
  const sockets = new Set<Socket>();
  const pairs = new Set<readonly [Socket, Socket]>();
  const server = createServer((client) => {
    const upstream = connect(port, host);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
    }
    pairs.add([client, upstream]);
    client.pipe(upstream).pipe(client);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    stall: () => {
      for (const socket of sockets) socket.unpipe().pause();
    },
    resume: () => {
      for (const [client, upstream] of pairs) client.pipe(upstream).pipe(client);
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
