import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An HTTP server on a free port of this machine, whose listener can be exchanged while it runs. */
export class SocketServer {
  /** Paths that were asked for, in order. */
  readonly requested: string[] = [];
  private listener: RequestListener = (_request, response) => response.writeHead(404).end();

  private constructor(
    private readonly server: Server,
    readonly origin: string,
  ) {}

  static async start(): Promise<SocketServer> {
    const server = createServer();
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    const started = new SocketServer(server, `http://127.0.0.1:${port}`);
    server.on('request', (request, response) => {
      started.requested.push(new URL(request.url ?? '/', started.origin).pathname);
      started.listener(request, response);
    });
    return started;
  }

  answer(listener: RequestListener): void {
    this.listener = listener;
  }

  timesAsked(path: string): number {
    return this.requested.filter((each) => each === path).length;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => {
      this.server.close(resolve);
    });
  }
}
