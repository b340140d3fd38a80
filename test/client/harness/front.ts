import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import {
  createServer,
  type IncomingMessage,
  request as open,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

const PACKAGE = join(__dirname, '../../../packages/client/dist/esm');
const PAGE = '<!doctype html><title>A frontend</title>';

/** What is answered in the server's place. */
export interface Instead {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * The server answers, and the client does not hear it: the connection is cut (`lost`), or a gateway has
 * given up (`late`).
 */
export type Fate = 'forward' | 'lost' | 'late' | Instead;

/** What stands between a frontend and the server: it serves the page, and counts what is asked. */
export class Front {
  readonly asked: string[] = [];
  /** Of each request to the server. */
  fate: (path: string) => Fate = () => 'forward';

  private constructor(
    private readonly server: Server,
    private readonly upstream: string,
  ) {}

  static async start(upstream: string): Promise<Front> {
    const server = createServer();
    const front = new Front(server, upstream);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      front.answer(request, response).catch((error: unknown) => {
        response.writeHead(502).end(String(error));
      });
    });
    await once(server.listen(0), 'listening');
    return front;
  }

  get origin(): string {
    return `http://localhost:${(this.server.address() as AddressInfo).port}`;
  }

  /** How often a path was asked since `forget`. */
  times(path: string): number {
    return this.asked.filter((each) => each === path).length;
  }

  forget(): void {
    this.asked.length = 0;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', this.origin);
    if (pathname.startsWith('/client/')) {
      const script = await readFile(join(PACKAGE, pathname.slice('/client/'.length)));
      response.setHeader('content-type', 'text/javascript').end(script);
    } else if (pathname.startsWith('/page')) {
      response.setHeader('content-type', 'text/html').end(PAGE);
    } else {
      await this.pass(pathname, request, response);
    }
  }

  private async pass(
    path: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    this.asked.push(path);
    const fate = this.fate(path);
    if (typeof fate === 'object') {
      request.resume();
      response.writeHead(fate.status, fate.headers).end(fate.body);
      return;
    }
    const outgoing = open(new URL(request.url ?? '/', this.upstream), {
      method: request.method,
      headers: request.headers,
      agent: false,
    });
    request.pipe(outgoing);
    const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
    if (fate === 'lost') {
      await once(answer.resume(), 'end');
      request.socket.destroy();
      return;
    }
    if (fate === 'late') {
      await once(answer.resume(), 'end');
      response.writeHead(504).end();
      return;
    }
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  }
}
