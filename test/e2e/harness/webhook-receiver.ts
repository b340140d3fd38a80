import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually } from './eventually.js';
import { read } from './http-client.js';

/** A message as it came. */
export interface Received {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** To the byte. */
  readonly body: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

type Behaviour = (received: Received) => Reply | Promise<Reply>;

const takes: Behaviour = () => ({ status: 204 });

/** Another one's end of a webhook, on a real socket; it takes everything until told otherwise. */
export class WebhookReceiver {
  readonly received: Received[] = [];
  private behaviour = takes;

  private constructor(private readonly server: Server) {
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void this.answer(request, response);
    });
  }

  static async start(): Promise<WebhookReceiver> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new WebhookReceiver(server);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  url(path = '/events'): string {
    return `http://127.0.0.1:${this.port}${path}`;
  }

  /** How it answers from now on. */
  behave(behaviour: Behaviour): void {
    this.behaviour = behaviour;
  }

  at(path: string): readonly Received[] {
    return this.received.filter((each) => each.path === path);
  }

  /** Resolves to what came to a path once there are that many. */
  async until(count: number, path = '/events', patience = 10_000): Promise<readonly Received[]> {
    const holds = (): Promise<boolean> => Promise.resolve(this.at(path).length >= count);
    await eventually(holds, Date.now() + patience);
    return this.at(path);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { text } = await read(request);
    const { type, data } = JSON.parse(text) as Pick<Received, 'type' | 'data'>;
    const headers = request.headers as Received['headers'];
    const received = { path: request.url ?? '', headers, body: text, type, data };
    this.received.push(received);
    const { status = 200, headers: more = {}, body = '' } = await this.behaviour(received);
    response.writeHead(status, more).end(body);
  }
}
