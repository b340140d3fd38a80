import type { IncomingMessage, ServerResponse } from 'node:http';
import { createHash, randomBytes } from 'node:crypto';
import { CALLBACK, CLIENT_ID, CLIENT_SECRET } from './settings.js';
import { SocketServer } from './socket-server.js';

export interface GithubPerson {
  readonly id: number;
  readonly login: string;
  readonly name: string | null;
  readonly emails: readonly {
    readonly email: string;
    readonly primary: boolean;
    readonly verified: boolean;
  }[];
}

interface Grant {
  readonly person: GithubPerson;
  readonly challenge: string | null;
  readonly redirectUri: string;
}

/** An OAuth server shaped like GitHub's: errors with status 200, and addresses on a page of their own. */
export class GithubServer {
  private readonly grants = new Map<string, Grant>();
  private readonly tokens = new Map<string, GithubPerson>();

  private constructor(private readonly server: SocketServer) {}

  static async start(): Promise<GithubServer> {
    const server = await SocketServer.start();
    const github = new GithubServer(server);
    server.answer((request, response) => void github.answer(request, response));
    return github;
  }

  get issuer(): string {
    return this.server.origin;
  }

  /** What a browser comes back with that signed in at `authorizationUrl`. */
  authorize(authorizationUrl: string, person: GithubPerson): URLSearchParams {
    const { pathname, searchParams: asked } = new URL(authorizationUrl);
    if (pathname !== '/login/oauth/authorize' || asked.get('client_id') !== CLIENT_ID) {
      throw new Error(`not a page of GitHub: ${authorizationUrl}`);
    }
    const code = randomBytes(10).toString('hex');
    const redirectUri = asked.get('redirect_uri') ?? CALLBACK;
    this.grants.set(code, { person, challenge: asked.get('code_challenge'), redirectUri });
    return new URLSearchParams({ code, state: asked.get('state') ?? '' });
  }

  code(person: GithubPerson): string {
    const url = `${this.issuer}/login/oauth/authorize?client_id=${CLIENT_ID}`;
    return this.authorize(url, person).get('code') ?? '';
  }

  close(): Promise<void> {
    return this.server.close();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', this.issuer);
    if (pathname === '/login/oauth/access_token') {
      json(response, this.redeem(new URLSearchParams(await bodyOf(request))));
      return;
    }
    const person = this.tokens.get((request.headers.authorization ?? '').replace('Bearer ', ''));
    if (person === undefined) json(response, { message: 'Bad credentials' }, 401);
    else if (pathname === '/api/v3/user') {
      json(response, { id: person.id, login: person.login, name: person.name });
    } else if (pathname === '/api/v3/user/emails') json(response, person.emails);
    else json(response, { message: 'Not Found' }, 404);
  }

  private redeem(form: URLSearchParams): object {
    if (form.get('client_id') !== CLIENT_ID || form.get('client_secret') !== CLIENT_SECRET) {
      return { error: 'incorrect_client_credentials' };
    }
    const code = form.get('code') ?? '';
    const grant = this.grants.get(code);
    this.grants.delete(code);
    if (grant === undefined) return { error: 'bad_verification_code' };
    if (form.get('redirect_uri') !== grant.redirectUri) return { error: 'redirect_uri_mismatch' };
    const verifier = form.get('code_verifier') ?? '';
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    if (grant.challenge !== null && grant.challenge !== challenge) {
      return { error: 'bad_verification_code' };
    }
    const token = `gho_${randomBytes(18).toString('hex')}`;
    this.tokens.set(token, grant.person);
    return { access_token: token, scope: 'read:user,user:email', token_type: 'bearer' };
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}
