import { ClientAccounts, type ToldSecret } from '../../../src/clients/client-accounts.js';
import type { Door } from './accounts.js';
import type { Answer } from './answer.js';
import type { HttpRequest } from './http-client.js';
import { ROUTES } from './routes.js';
import type { TestServer } from './test-server.js';

export const BY_OPERATOR = { requestId: 'a-test', address: 'command line', userAgent: null };
export const FORM_TYPE = 'application/x-www-form-urlencoded';
export const BATCH_TYPE = 'application/vnd.portcullis.introspection-batch+json';
export const SIGNED_TYPE = 'application/token-introspection+jwt';

export type Credentials = Pick<ToldSecret, 'id' | 'secret'>;
/** A list stands for a parameter that comes several times. */
export type Fields = Readonly<Record<string, string | readonly string[]>>;

let clients = 0;

/** A new service account. */
export async function newClient(
  server: TestServer,
  { audiences = ['portcullis'], scopes = [] as readonly string[] } = {},
): Promise<ToldSecret> {
  clients += 1;
  const client = { name: `client-${clients}`, audiences, scopes };
  const made = await server.resolve(ClientAccounts).create(client, BY_OPERATOR);
  if (made === null) throw new Error('the name is taken');
  return made;
}

export function basic({ id, secret }: Credentials): { authorization: string } {
  const pair = [id, secret].map(encodeURIComponent).join(':');
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

export function form(fields: Fields): string {
  const pairs = Object.entries(fields).flatMap(([name, value]) =>
    [value].flat().map((each) => [name, each] as [string, string]),
  );
  return new URLSearchParams(pairs).toString();
}

/** A form, as a service sends it that authenticates by HTTP Basic. */
export function ask(
  server: Door,
  path: string,
  client: Credentials | null,
  fields: Fields,
  headers: HttpRequest['headers'] = {},
): Promise<Answer> {
  const authorization = client === null ? {} : basic(client);
  const own = { 'content-type': FORM_TYPE, ...authorization, ...headers };
  return server.send({ path, headers: own, body: form(fields) });
}

export const requestToken = (
  server: Door,
  client: Credentials | null,
  fields: Fields = {},
): Promise<Answer> =>
  ask(server, ROUTES.oauthToken, client, { grant_type: 'client_credentials', ...fields });

export async function serviceToken(
  server: Door,
  client: Credentials,
  fields: Fields = {},
): Promise<string> {
  return (await requestToken(server, client, fields)).string('access_token');
}

export const introspect = (server: Door, client: Credentials, token: string): Promise<Answer> =>
  ask(server, ROUTES.introspection, client, { token });

export const isActive = async (
  server: Door,
  client: Credentials,
  token: string,
): Promise<unknown> => (await introspect(server, client, token)).value('active');
