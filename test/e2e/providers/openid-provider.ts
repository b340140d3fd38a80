import { type JsonWebKey, randomUUID } from 'node:crypto';
import type { Configuration, JWK } from 'oidc-provider';
import { Browser } from './browser.js';
import { CALLBACK, CLIENT_ID, CLIENT_SECRET, OTHER_CALLBACK } from './settings.js';
import { SocketServer } from './socket-server.js';
import { rsaPair } from '../../rsa-pairs.js';

export interface Person {
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly name?: string;
  readonly preferred_username?: string;
  readonly groups?: readonly string[];
}

function newKey(): JWK {
  const { privateKey } = rsaPair();
  const jwk: JsonWebKey = privateKey.export({ format: 'jwk' });
  return { ...jwk, kid: randomUUID(), use: 'sig', alg: 'RS256' };
}

/** A real OpenID provider in this process: login, consent, PKCE, nonce, and keys that change. */
export class OpenIdProvider {
  private keys = [newKey()];
  private readonly people = new Map<string, Person>();

  private constructor(private readonly server: SocketServer) {}

  static async start(): Promise<OpenIdProvider> {
    const provider = new OpenIdProvider(await SocketServer.start());
    await provider.serve();
    return provider;
  }

  get issuer(): string {
    return this.server.origin;
  }

  timesAsked(path: '/token' | '/jwks' | '/.well-known/openid-configuration'): number {
    return this.server.timesAsked(path);
  }

  /** What it says about somebody from now on. */
  introduce(person: Person): Person {
    this.people.set(person.sub, person);
    return person;
  }

  /** Signs with a new key; the old one is gone. */
  async rotateKeys(): Promise<void> {
    this.keys = [newKey()];
    await this.serve();
  }

  /** Signs somebody in at an authorization URL; where the browser is sent back to. */
  async signIn(authorizationUrl: string, { sub }: Person): Promise<URL> {
    const browser = new Browser();
    const login = await browser.open(authorizationUrl, this.issuer);
    const consent = await browser.open(await formTarget(login), this.issuer, {
      prompt: 'login',
      login: sub,
      password: 'anything',
    });
    const done = await browser.open(await formTarget(consent), this.issuer, { prompt: 'consent' });
    return new URL(done.headers.get('location') ?? 'about:blank');
  }

  /** A code as a frontend gets it that began the sign-in itself. */
  async code(person: Person, parameters: Record<string, string> = {}): Promise<string> {
    const url = new URL('/auth', this.issuer);
    url.search = new URLSearchParams({
      client_id: CLIENT_ID,
      response_type: 'code',
      scope: 'openid email profile groups',
      redirect_uri: CALLBACK,
      ...parameters,
    }).toString();
    const callback = await this.signIn(url.href, person);
    return callback.searchParams.get('code') ?? '';
  }

  close(): Promise<void> {
    return this.server.close();
  }

  private async serve(): Promise<void> {
    // It warns about the version of Node and about its own login pages.
    const warn = jest.spyOn(console, 'warn').mockImplementation();
    const { default: Provider } = await import('oidc-provider');
    const provider = new Provider(this.issuer, this.configuration());
    warn.mockRestore();
    const callback = provider.callback();
    this.server.answer((request, response) => void callback(request, response));
  }

  private configuration(): Configuration {
    return {
      clients: [
        {
          client_id: CLIENT_ID,
          client_secret: CLIENT_SECRET,
          redirect_uris: [CALLBACK, OTHER_CALLBACK],
        },
      ],
      cookies: { keys: ['a key for cookies of the provider'] },
      jwks: { keys: this.keys },
      claims: {
        openid: ['sub'],
        email: ['email', 'email_verified'],
        profile: ['name', 'preferred_username'],
        groups: ['groups'],
      },
      scopes: ['openid', 'email', 'profile', 'groups'],
      pkce: { required: () => false },
      // Named, or else it complains.
      ttl: {
        AccessToken: 600,
        AuthorizationCode: 60,
        Grant: 600,
        IdToken: 600,
        Interaction: 600,
        Session: 600,
      },
      findAccount: (_context, sub) => ({
        accountId: sub,
        claims: () => ({ ...(this.people.get(sub) ?? { sub }) }),
      }),
    };
  }
}

async function formTarget(page: Response): Promise<string> {
  const html = await page.text();
  const [, action] = /<form[^>]* action="([^"]+)"/.exec(html) ?? [];
  if (action === undefined) throw new Error(`no form in ${page.url}: ${page.status} ${html}`);
  return action;
}
