import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { FeedLog } from './feed-log.js';
import { type Members, SigningKey } from './signing-key.js';

export const CLIENT = { clientId: 'orders: the service', clientSecret: 's+cret/%:ü' } as const;

const AUTHORIZATION = `Basic ${Buffer.from(
  'orders%3A+the+service:s%2Bcret%2F%25%3A%C3%BC',
).toString('base64')}`;

const PATH = '/realm';

/** An authorization server reduced to what a verifier asks it, on a real port, with real keys. */
export class Authority {
  readonly log = new FeedLog();
  /** The first one signs. */
  keys: SigningKey[] = [SigningKey.ec('first')];
  /** Goes over the claims, header or key of the feed's answers. */
  feedSigning: { claims?: Members; header?: Members; key?: SigningKey } = {};
  feedStatus = 200;
  maxAge = 300;
  /** The paths that were asked for, without query. */
  readonly asked: string[] = [];
  readonly feedQueries: URLSearchParams[] = [];
  readonly discovery: Record<string, unknown> = {};
  private server: Server | null = null;
  private port = 0;

  get issuer(): string {
    return `http://127.0.0.1:${this.port}${PATH}`;
  }

  get signingKey(): SigningKey {
    const [key] = this.keys;
    if (key === undefined) throw new Error('the authority has no key');
    return key;
  }

  /** Listens; after `stop` on the same port as before. */
  async start(): Promise<this> {
    this.server = createServer((request, response) => {
      void this.answer(request, response);
    });
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
    return this;
  }

  /** As a process that was killed: nothing that is open is answered. */
  async stop(): Promise<void> {
    const { server } = this;
    if (server === null) return;
    this.server = null;
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }

  userToken(claims: Members = {}, header: Members = {}): string {
    const person = { sub: 'ana', uid: 'u-1', sid: 's-1', client_id: 'envelope', roles: ['user'] };
    return this.token({ ...person, auth_time: 1, amr: ['pwd'], ...claims }, header);
  }

  serviceToken(claims: Members = {}): string {
    return this.token({ sub: 'billing', client_id: 'billing', scope: 'read write', ...claims });
  }

  private token(claims: Members, header: Members = {}): string {
    const iat = Math.floor(Date.now() / 1000);
    const times = { iat, exp: iat + 900, jti: randomUUID() };
    return this.signingKey.jws({ iss: this.issuer, aud: 'orders', ...times, ...claims }, header);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.issuer);
    this.asked.push(pathname);
    switch (pathname) {
      case `/.well-known/oauth-authorization-server${PATH}`:
        response.end(JSON.stringify(this.metadata()));
        break;
      case `${PATH}/.well-known/jwks.json`:
        response.setHeader('cache-control', `public, max-age=${this.maxAge}`);
        response.end(JSON.stringify({ keys: this.keys.map(({ jwk }) => jwk) }));
        break;
      case `${PATH}/api/v1/auth/revocations`:
        await this.feed(request, searchParams, response);
        break;
      default:
        response.writeHead(404).end();
    }
  }

  private metadata(): Members {
    const { issuer } = this;
    return {
      issuer,
      jwks_uri: `${issuer}/.well-known/jwks.json`,
      revocation_feed_endpoint: `${issuer}/api/v1/auth/revocations`,
      response_types_supported: [],
      ...this.discovery,
    };
  }

  private async feed(
    request: IncomingMessage,
    query: URLSearchParams,
    response: ServerResponse,
  ): Promise<void> {
    this.feedQueries.push(query);
    if (request.headers.authorization !== AUTHORIZATION) {
      response.writeHead(401).end();
      return;
    }
    if (this.feedStatus !== 200) {
      response.writeHead(this.feedStatus, { 'retry-after': '1' }).end();
      return;
    }
    const page = await this.log.page(query.get('cursor'), Number(query.get('wait')));
    const { claims, header, key = this.signingKey } = this.feedSigning;
    const payload = { iss: this.issuer, iat: Math.floor(Date.now() / 1000), ...page, ...claims };
    response.setHeader('content-type', 'application/revocations+jwt');
    response.end(key.jws(payload, { typ: 'revocations+jwt', ...header }));
  }
}
