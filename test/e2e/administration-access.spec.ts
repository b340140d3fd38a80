import { AccountAdministration } from '../../src/accounts/account-administration.js';
import { RouteCatalog } from '../../src/api/faults/route-catalog.js';
import { administrator, type LoggedIn, person, scopedToken } from './harness/administration.js';
import { BY_OPERATOR, newClient, serviceToken } from './harness/clients.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { ROUTES } from './harness/routes.js';
import { bearer, cookieHeader, login } from './harness/sessions.js';

const isAdministration = ({ path }: { readonly path: string }): boolean =>
  path.startsWith(ROUTES.users);

onEachDatabase('the administration of accounts', (database) => {
  const server = useServer(database);
  let admin: LoggedIn;
  let target: LoggedIn;

  beforeAll(async () => {
    admin = await administrator(server());
    target = await person(server(), 'target');
  });

  const routes = (): readonly { readonly method: string; readonly path: string }[] =>
    server()
      .resolve(RouteCatalog)
      .all()
      .filter(isAdministration)
      .map(({ method, path }) => ({
        method,
        path: path.replace(':id', target.id).replace(':session', 'x'),
      }));

  /** What every route of one kind answers to these headers. */
  async function statuses(
    headers: Readonly<Record<string, string>>,
    wanted: (method: string) => boolean = () => true,
  ): Promise<readonly number[]> {
    const found: number[] = [];
    for (const { method, path } of routes().filter((each) => wanted(each.method))) {
      // A body that no route takes: a caller who is let in is told so, or that there is no such thing.
      const json = ['GET', 'HEAD', 'DELETE'].includes(method) ? undefined : { password: 1, add: 1 };
      found.push((await server().send({ method, path, headers, json })).status);
    }
    return [...new Set(found)].toSorted();
  }

  const isReading = (method: string): boolean => method === 'GET' || method === 'HEAD';

  it('has routes', () => {
    expect(routes().length).toBeGreaterThan(14);
  });

  it('refuses callers without a token', async () => {
    expect(await statuses({})).toEqual([401]);
  });

  it.each([
    ['a forged token', () => bearer('eyJhbGciOiJub25lIn0.e30.')],
    ['a refresh token', () => bearer(admin.session.refreshToken)],
    ['a cookie', () => cookieHeader(admin.token, 'Auth-Access-Token')],
  ])('refuses callers with %s', async (_name, headers) => {
    expect(await statuses(headers())).toEqual([401]);
  });

  it('refuses an account without the role, also at its own', async () => {
    expect(await statuses(bearer(target.token))).toEqual([403]);
  });

  it('obeys the role of today, and not the one in the token', async () => {
    const former = await administrator(server());
    const { accessToken } = await login(server(), 'token-pair', former.account);
    const list = { method: 'GET', path: ROUTES.users, headers: bearer(accessToken) };
    expect((await server().send(list)).status).toBe(200);
    await server()
      .resolve(AccountAdministration)
      .changeRoles(former.id, { add: [], remove: ['admin'] }, BY_OPERATOR);
    expect((await server().send(list)).status).toBe(403);
  });

  it.each([
    ['no scope', []],
    ['another scope', ['users', 'users:reader', 'admin']],
  ])('refuses a service with %s', async (_name, scopes) => {
    const { token } = await scopedToken(server(), scopes);
    expect(await statuses(bearer(token))).toEqual([403]);
  });

  it('refuses the token of a service that is for another one', async () => {
    const { token } = await scopedToken(server(), ['users:read', 'users:write'], 'orders');
    expect(await statuses(bearer(token))).toEqual([403]);
  });

  it('lets a service read with users:read, and no more', async () => {
    const { token } = await scopedToken(server(), ['users:read']);
    expect(await statuses(bearer(token), isReading)).toEqual([200]);
    expect(await statuses(bearer(token), (method) => !isReading(method))).toEqual([403]);
  });

  it('lets a service write with users:write, and no more', async () => {
    const { token } = await scopedToken(server(), ['users:write']);
    expect(await statuses(bearer(token), isReading)).toEqual([403]);
    const client = await newClient(server(), {
      audiences: ['orders', 'http://localhost:3000'],
      scopes: ['users:write'],
    });
    const both = await serviceToken(server(), client, {
      resource: 'http://localhost:3000',
    }).catch(() => token);
    const answer = await server().post(
      ROUTES.users,
      { username: 'made-by-a-service' },
      bearer(both),
    );
    expect(answer.status).toBe(201);
  });

  it('refuses a service that was disabled since', async () => {
    const { token, clientId } = await scopedToken(server(), ['users:read']);
    const { ClientAccounts } = await import('../../src/clients/client-accounts.js');
    await server().resolve(ClientAccounts).disable(clientId, BY_OPERATOR);
    expect((await server().get(ROUTES.users, bearer(token))).status).toBe(401);
  });

  it('lets an administrator in everywhere', async () => {
    const found = await statuses(bearer(admin.token));
    for (const refusal of [401, 403, 500]) expect(found).not.toContain(refusal);
  });
});
