import { DataSource } from 'typeorm';
import { AccountAdministration } from '../../../src/accounts/account-administration.js';
import { AccountSearch } from '../../../src/accounts/account-search.js';
import { type Account, newAccount, register } from './accounts.js';
import type { Answer } from './answer.js';
import { BY_OPERATOR, newClient, serviceToken } from './clients.js';
import type { HttpRequest } from './http-client.js';
import { decode } from './jwt.js';
import { ROUTES } from './routes.js';
import { bearer, login, type OpenSession } from './sessions.js';
import type { TestServer } from './test-server.js';

/** A person who is logged in. */
export interface LoggedIn {
  readonly account: Account;
  readonly session: OpenSession;
  readonly id: string;
  readonly token: string;
}

export async function idOf(server: TestServer, username: string): Promise<string> {
  const user = await server.resolve(AccountSearch).byName(username);
  if (user === null) throw new Error(`there is no ${username}`);
  return user.id;
}

export async function person(server: TestServer, name = 'person'): Promise<LoggedIn> {
  const account = await register(server, newAccount(name));
  const session = await login(server, 'token-pair', account);
  const id = String(decode(session.accessToken).claims.uid);
  return { account, session, id, token: session.accessToken };
}

export async function personWithRole(server: TestServer, role: string): Promise<LoggedIn> {
  const loggedIn = await person(server, role);
  const change = { add: [role], remove: [] };
  await server.resolve(AccountAdministration).changeRoles(loggedIn.id, change, BY_OPERATOR);
  return loggedIn;
}

export const administrator = (server: TestServer): Promise<LoggedIn> =>
  personWithRole(server, 'admin');

/** The token of a service with these scopes, for this server unless said otherwise. */
export async function scopedToken(
  server: TestServer,
  scopes: readonly string[],
  audience = 'http://localhost:3000',
): Promise<{ readonly token: string; readonly clientId: string }> {
  const client = await newClient(server, { audiences: [audience], scopes });
  return { token: await serviceToken(server, client), clientId: client.id };
}

export const userPath = (id: string, rest = ''): string => `${ROUTES.users}/${id}${rest}`;

export function administer(
  server: TestServer,
  { token }: { readonly token: string },
  request: HttpRequest,
): Promise<Answer> {
  return server.send({ ...request, headers: { ...bearer(token), ...request.headers } });
}

export const codeOf = (answer: Answer): readonly unknown[] => [
  answer.status,
  answer.value('errorCode'),
];

export interface Recorded {
  readonly type: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** What the audit trail says of an account, the oldest first. */
export async function eventsOf(server: TestServer, id: string): Promise<readonly Recorded[]> {
  const sql = 'SELECT type, details FROM audit_events WHERE user_id = ? ORDER BY at, id';
  const rows = await server
    .resolve(DataSource)
    .query<readonly { readonly type: string; readonly details: string }[]>(sql, [id]);
  return rows.map(({ type, details }) => ({
    type,
    details: JSON.parse(details) as Recorded['details'],
  }));
}

export const lastEventOf = async (server: TestServer, id: string): Promise<object> => {
  const [last] = (await eventsOf(server, id)).slice(-1);
  return { type: last?.type, ...last?.details };
};

export interface Administering {
  readonly admin: () => LoggedIn;
  readonly ask: (request: HttpRequest) => Promise<Answer>;
  readonly post: (path: string, json?: unknown) => Promise<Answer>;
  readonly get: (path: string) => Promise<Answer>;
}

/** An administrator for the tests of one block, and what they ask for. */
export function useAdministrator(server: () => TestServer): Administering {
  let admin: LoggedIn;
  beforeAll(async () => {
    admin = await administrator(server());
  });
  const ask = (request: HttpRequest): Promise<Answer> => administer(server(), admin, request);
  return {
    admin: () => admin,
    ask,
    post: (path, json) => ask({ method: 'POST', path, json }),
    get: (path) => ask({ method: 'GET', path }),
  };
}
