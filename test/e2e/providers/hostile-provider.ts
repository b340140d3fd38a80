import { createHmac, type KeyObject, randomUUID, sign } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { CLIENT_ID } from './settings.js';
import { SocketServer } from './socket-server.js';
import { rsaPair } from '../../rsa-pairs.js';

export type Answering = (request: IncomingMessage, response: ServerResponse) => void;

export type Endpoint = '/.well-known/openid-configuration' | '/jwks' | '/token' | '/userinfo';

/** What differs from an honest ID token. */
export interface TokenLie {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly forge?: (signingInput: string, provider: HostileProvider) => string;
}

const base64url = (value: object): string =>
  Buffer.from(JSON.stringify(value)).toString('base64url');

export const json =
  (body: unknown, status = 200): Answering =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };

export const signedBy = (key: KeyObject, input: string): string =>
  sign('sha256', Buffer.from(input), key).toString('base64url');

/** An OpenID provider that is honest until told otherwise. */
export class HostileProvider {
  readonly kid = 'the-known-key';
  /** Every token that it ever made. */
  readonly handedOut: string[] = [];
  private readonly keys = rsaPair();
  private readonly lies = new Map<Endpoint, Answering>();

  private constructor(private readonly server: SocketServer) {}

  static async start(): Promise<HostileProvider> {
    const server = await SocketServer.start();
    const provider = new HostileProvider(server);
    server.answer((request, response) => {
      provider.answer(request, response);
    });
    return provider;
  }

  get issuer(): string {
    return this.server.origin;
  }

  timesAsked(path: Endpoint): number {
    return this.server.timesAsked(path);
  }

  /** Answers otherwise at one endpoint until `behave`. */
  misbehave(endpoint: Endpoint, answering: Answering): void {
    this.lies.set(endpoint, answering);
  }

  /** Hands out an ID token that is not what it should be. */
  lie(lie: TokenLie): void {
    this.misbehave('/token', json(this.tokens(lie)));
  }

  behave(): void {
    this.lies.clear();
  }

  close(): Promise<void> {
    return this.server.close();
  }

  discovery(): Readonly<Record<string, unknown>> {
    const { issuer } = this;
    return {
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      // It offers what nobody should accept.
      id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
    };
  }

  tokens(lie: TokenLie = {}): Readonly<Record<string, unknown>> {
    const tokens = { access_token: randomUUID(), refresh_token: randomUUID() };
    const idToken = this.idToken(lie);
    this.handedOut.push(...Object.values(tokens), idToken);
    return { ...tokens, token_type: 'Bearer', id_token: idToken };
  }

  private idToken({ claims, header, forge }: TokenLie): string {
    const now = Math.floor(Date.now() / 1000);
    const honest = { iss: this.issuer, aud: CLIENT_ID, sub: 'somebody', iat: now, exp: now + 300 };
    const input = [
      base64url({ alg: 'RS256', kid: this.kid, ...header }),
      base64url({ ...honest, email: 'somebody@example.com', ...claims }),
    ].join('.');
    const signature = forge ? forge(input, this) : signedBy(this.keys.privateKey, input);
    return `${input}.${signature}`;
  }

  /** The classic: a public key taken for a shared secret. */
  hmacByPublicKey(input: string): string {
    const pem = this.keys.publicKey.export({ format: 'pem', type: 'spki' });
    return createHmac('sha256', pem).update(input).digest('base64url');
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname } = new URL(request.url ?? '/', this.issuer);
    const lie = this.lies.get(pathname as Endpoint);
    if (lie) lie(request, response);
    else json(this.honest(pathname))(request, response);
  }

  private honest(pathname: string): unknown {
    switch (pathname) {
      case '/.well-known/openid-configuration':
        return this.discovery();
      case '/jwks':
        return { keys: [{ ...this.keys.publicKey.export({ format: 'jwk' }), kid: this.kid }] };
      default:
        return this.tokens();
    }
  }
}
