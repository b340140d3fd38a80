import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { eventually } from './eventually.js';
import { read } from './http-client.js';
import { tlsFiles } from './tls-files.js';

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

  private constructor(
    private readonly server: Server,
    private readonly scheme: 'http' | 'https',
  ) {
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void this.answer(request, response);
    });
  }

  static start(): Promise<WebhookReceiver> {
    return WebhookReceiver.listen(createServer(), 'http');
  }

  /** With a certificate of its own making, for `localhost` and 127.0.0.1. */
  static startTls(): Promise<WebhookReceiver> {
    const { certificate, key } = tlsFiles();
    const files = { cert: readFileSync(certificate), key: readFileSync(key) };
    return WebhookReceiver.listen(createTlsServer(files), 'https');
  }

  private static async listen(server: Server, scheme: 'http' | 'https'): Promise<WebhookReceiver> {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new WebhookReceiver(server, scheme);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  url(path = '/events', host = '127.0.0.1'): string {
    return `${this.scheme}://${host}:${this.port}${path}`;
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
