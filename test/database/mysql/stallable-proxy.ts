import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Stands between a client and a server, and acts as that does when it fails. */
export interface StallableProxy {
  readonly port: number;
  /** Connections stay open and nothing moves on them. */
  readonly stall: () => void;
  readonly resume: () => void;
  /** Connections break and no new one is taken. */
  readonly close: () => void;
  /** Takes connections again, at the same port. */
  readonly reopen: () => Promise<void>;
}

interface Pair {
  readonly client: Socket;
  readonly upstream: Socket;
}

export async function stallableProxy(host: string, port: number): Promise<StallableProxy> {
  const pairs = new Set<Pair>();
  const server = createServer((client) => {
    const pair = { client, upstream: connect(port, host) };
    pairs.add(pair);
    for (const socket of [pair.client, pair.upstream]) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        hangUp(pair);
        pairs.delete(pair);
      });
    }
    client.pipe(pair.upstream).pipe(client);
  });
  const listen = async (at: number): Promise<number> => {
    await once(server.listen(at, '127.0.0.1'), 'listening');
    return (server.address() as AddressInfo).port;
  };
  const own = await listen(0);
  return {
    port: own,
    stall: () => {
      for (const pair of pairs)
        for (const socket of [pair.client, pair.upstream]) socket.unpipe().pause();
    },
    resume: () => {
      for (const { client, upstream } of pairs) client.pipe(upstream).pipe(client);
    },
    close: () => {
      pairs.forEach(hangUp);
      server.close();
    },
    reopen: async () => {
      if (!server.listening) await listen(own);
    },
  };
}

function hangUp(pair: Pair): void {
  for (const socket of [pair.client, pair.upstream]) socket.destroy();
}
