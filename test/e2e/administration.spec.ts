import { newAccount, register } from './harness/accounts.js';
import {
  person,
  userPath,
  codeOf,
  eventsOf,
  lastEventOf,
  useAdministrator,
} from './harness/administration.js';
import type { Answer } from './harness/answer.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { aTimestamp } from './harness/golden.js';
import { decode } from './harness/jwt.js';
import { ROUTES } from './harness/routes.js';
import { login, requestLogin } from './harness/sessions.js';

const UUID = /^[\da-f]{8}-[\da-f-]{27}$/;

onEachDatabase('an administrator', (database) => {
  const server = useServer(database);
  const { admin, ask, post, get } = useAdministrator(server);

  it('makes an account, which then logs in', async () => {
    const account = newAccount('made');
    const made = await post(ROUTES.users, { ...account, roles: ['editor'] });
    const id = made.string('id');
    expect(made.status).toBe(201);
    expect(made.body).toEqual({
      id: expect.stringMatching(UUID),
      username: account.username,
      email: account.email,
      emailVerified: false,
      displayName: account.displayName,
      roles: ['editor'],
      createdAt: aTimestamp,
      disabledAt: null,
      deletionAt: null,
      newPasswordRequired: false,
    });
    expect(made.header('location')).toBe(userPath(id));
    expect(made.header('etag')).toBe('"1"');
    const { accessToken } = await login(server(), 'token-pair', account);
    expect(decode(accessToken).claims).toMatchObject({ uid: id, roles: ['editor'] });
    const [first] = await eventsOf(server(), id);
    expect(first).toMatchObject({ type: 'user-created' });
    expect(first?.details).toEqual({ actor_user_id: admin().id });
  });

  it('makes an account without a password, an address and roles of its own', async () => {
    const { username } = newAccount('bare');
    const made = await post(ROUTES.users, { username });
    expect(made.body).toMatchObject({ email: null, displayName: username, roles: ['user'] });
    expect((await requestLogin(server(), 'token-pair', { username, password: 'x' })).status).toBe(
      401,
    );
  });

  it.each([
    ['no name', {}, 'VALIDATION_FAILED'],
    ['an impossible name', { username: 'a b' }, 'VALIDATION_FAILED'],
    ["another one's address as its name", { username: 'x@example.com' }, 'VALIDATION_FAILED'],
    ['no address', { username: 'fresh', email: 'nowhere' }, 'VALIDATION_FAILED'],
    ['a weak password', { username: 'fresh', password: 'password' }, 'WEAK_PASSWORD'],
    ['roles that are none', { username: 'fresh', roles: ['a b'] }, 'VALIDATION_FAILED'],
    ['roles in a text', { username: 'fresh', roles: 'admin' }, 'VALIDATION_FAILED'],
    ['no object', [], 'MALFORMED_REQUEST'],
  ])('makes none of %s', async (_name, body, code) => {
    expect(codeOf(await post(ROUTES.users, body))).toEqual([400, code]);
  });

  it('makes no second account of a name or an address', async () => {
    const account = await register(server());
    const other = newAccount();
    const named = await post(ROUTES.users, { ...other, username: account.username.toUpperCase() });
    expect(codeOf(named)).toEqual([400, 'USERNAME_TAKEN']);
    const addressed = await post(ROUTES.users, { ...other, email: account.email });
    expect(codeOf(addressed)).toEqual([400, 'EMAIL_TAKEN']);
  });

  it('finds accounts page by page, by what they begin with', async () => {
    const made: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      made.push((await post(ROUTES.users, { username: `Finding-${n}` })).string('id'));
    }
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await get(`${ROUTES.users}?username=fINDing-&limit=2${cursor}`);
      seen.push(...(page.value('users') as { id: string }[]).map(({ id }) => id));
      const next = page.value('nextCursor');
      cursor = typeof next === 'string' ? `&cursor=${next}` : '';
    } while (cursor !== '');
    expect(seen).toEqual(made);
    const [first = ''] = made;
    const byId = await get(`${ROUTES.users}?id=${first}`);
    expect(byId.value('users', '0', 'username')).toBe('Finding-0');
    const byEmail = await get(`${ROUTES.users}?email=${admin().account.email.slice(0, 8)}`);
    expect(byEmail.value('users', '0', 'id')).toBe(admin().id);
  });

  it.each([
    'limit=0',
    'limit=101',
    'cursor=',
    'cursor=!',
    'username=a&email=b',
    'username=a&username=b',
  ])('finds nothing by %s', async (query) => {
    expect(codeOf(await get(`${ROUTES.users}?${query}`))).toEqual([400, 'VALIDATION_FAILED']);
  });

  it('changes an account where it has not changed since it was read', async () => {
    const { id } = await person(server());
    const read = await get(userPath(id));
    const etag = read.header('etag');
    const patch = (ifMatch: string | undefined, json: unknown): Promise<Answer> =>
      ask({
        method: 'PATCH',
        path: userPath(id),
        json,
        headers: ifMatch === undefined ? {} : { 'if-match': ifMatch },
      });
    const change = { displayName: 'Another', email: `other-${id}@example.com` };

    expect(codeOf(await patch(undefined, change))).toEqual([428, 'PRECONDITION_REQUIRED']);
    const changed = await patch(etag, change);
    expect(changed.body).toEqual({ ...Object(read.body), ...change });
    expect(changed.header('etag')).not.toBe(etag);
    expect(await lastEventOf(server(), id)).toEqual({
      type: 'user-updated',
      fields: 'email displayName',
      actor_user_id: admin().id,
    });
    expect(codeOf(await patch(etag, change))).toEqual([412, 'PRECONDITION_FAILED']);
    expect(codeOf(await patch(`W/${changed.header('etag')}`, change))).toEqual([
      412,
      'PRECONDITION_FAILED',
    ]);
    expect((await patch(`${etag}, ${changed.header('etag')}`, { displayName: 'C' })).status).toBe(
      200,
    );
    expect((await patch('*', { displayName: 'D' })).value('displayName')).toBe('D');
    expect(codeOf(await patch('*', { email: admin().account.email }))).toEqual([
      400,
      'EMAIL_TAKEN',
    ]);
  });

  it('of two who change one version at once, one is told to read again', async () => {
    const { id } = await person(server());
    const etag = (await get(userPath(id))).header('etag');
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        ask({
          method: 'PATCH',
          path: userPath(id),
          json: { displayName: `Display ${n}` },
          headers: { 'if-match': etag },
        }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array(7).fill(412)]);
  });
});
