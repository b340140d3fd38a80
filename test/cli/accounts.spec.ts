import { newAccount, register } from '../e2e/harness/accounts.js';
import { onEachDatabase } from '../e2e/harness/each-database.js';
import { eventually } from '../e2e/harness/eventually.js';
import { decode } from '../e2e/harness/jwt.js';
import { ROUTES } from '../e2e/harness/routes.js';
import { bearer, login, requestLogin, validation } from '../e2e/harness/sessions.js';
import { useOperatedServer } from './operated-server.js';

onEachDatabase('the commands for accounts and sessions', (database) => {
  const { server, portcullis } = useOperatedServer(database);

  const json = async (...args: readonly string[]): Promise<Record<string, unknown>> => {
    const { code, stdout, stderr } = await portcullis(...args, '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return JSON.parse(stdout) as Record<string, unknown>;
  };
  const status = async (username: string, password: string): Promise<number> =>
    (await requestLogin(server(), 'token-pair', { username, password })).status;

  it('make the first administrator, show it, and keep it while it is the only one', async () => {
    const made = await json(
      'user',
      'create',
      'ana',
      '--role',
      'admin',
      '--email',
      'ana@example.com',
    );
    const password = String(made.password);
    const answer = await requestLogin(server(), 'token-pair', { username: 'ana', password });
    const list = await server().send({
      method: 'GET',
      path: ROUTES.users,
      headers: bearer(answer.string('accessToken')),
    });
    expect(list.value('users', '0', 'username')).toBe('ana');
    expect(await json('user', 'show', 'ANA')).toMatchObject({
      id: made.id,
      email: 'ana@example.com',
      roles: ['admin'],
      disabledAt: null,
    });
    expect((await portcullis('user', 'show', 'ana')).stdout).toMatch(/^Roles: +admin$/m);
    for (const line of ['disable ana', 'delete ana', 'roles remove ana admin']) {
      expect(await portcullis('user', ...line.split(' '))).toEqual({
        code: 1,
        stdout: '',
        stderr: 'It is the last administrator: make another one first.\n',
      });
    }
    expect((await portcullis('user', 'create', 'ana')).stderr).toContain('an account of that name');
  });

  it('change roles, and list accounts by what they begin with', async () => {
    const { username } = await register(server(), newAccount('listed'));
    expect(await json('user', 'roles', 'add', username, 'editor', 'reviewer')).toEqual({
      roles: ['user', 'editor', 'reviewer'],
    });
    expect((await portcullis('user', 'roles', 'remove', username, 'editor')).stdout).toBe(
      'Roles: user reviewer\n',
    );
    expect((await portcullis('user', 'roles', 'add', username, 'no role')).code).toBe(2);
    const { users } = await json('user', 'list', '--username', 'LISTED');
    expect(users).toEqual([expect.objectContaining({ username })]);
    const first = await json('user', 'list', '--limit', '1');
    const second = await json('user', 'list', '--limit', '1', '--after', String(first.next));
    expect(first.users).not.toEqual(second.users);
  });

  it('require a new password and set one, of which the running server knows', async () => {
    const account = await register(server(), newAccount('renewed'));
    const { username, password } = account;
    const { accessToken } = await login(server(), 'token-pair', account);
    expect(await json('user', 'require-password', username)).toEqual({ newPasswordRequired: true });
    await eventually(async () => (await validation(server(), accessToken)) === 401);
    expect(await status(username, password)).toBe(403);
    const set = await json('user', 'set-password', username);
    expect(await status(username, password)).toBe(401);
    expect(await status(username, String(set.password))).toBe(200);
  });

  it('unlock an account in the memory of the running server', async () => {
    const { username, password } = await register(server(), newAccount('locked'));
    await eventually(async () => (await status(username, 'a wrong password')) === 429);
    expect(await status(username, password)).toBe(429);
    expect(await json('user', 'unlock', username)).toEqual({ unlocked: true });
    expect(await status(username, password)).toBe(200);
  });

  it('list the sessions of an account, end one of them and then all', async () => {
    const account = await register(server(), newAccount('sessions'));
    const { username } = account;
    const one = await login(server(), 'token-pair', account);
    const other = await login(server(), 'envelope', account);
    const sid = String(decode(one.accessToken).claims.sid);
    expect((await portcullis('session', 'list', username)).stdout).toContain(`${sid} token-pair: `);
    expect(await json('session', 'end', username, sid)).toEqual({ ended: sid });
    await eventually(async () => (await validation(server(), one.accessToken)) === 401);
    expect(await validation(server(), other.accessToken)).toBe(200);
    expect(await json('session', 'end', username, '--all')).toEqual({ sessionsEnded: 2 });
    expect(await json('session', 'list', username)).toEqual({ sessions: [], next: null });
    expect((await portcullis('session', 'end', username)).code).toBe(2);
    expect(await portcullis('session', 'end', username, 'x')).toMatchObject({
      code: 1,
      stdout: '',
    });
  });

  it('delete an account, whose name is taken from then on', async () => {
    const account = await register(server(), newAccount('deleted'));
    const { accessToken } = await login(server(), 'token-pair', account);
    expect((await portcullis('user', 'delete', account.username)).code).toBe(0);
    await eventually(async () => (await validation(server(), accessToken)) === 401);
    const again = await server().send({ path: ROUTES.register, json: account });
    expect([again.status, again.value('errorCode')]).toEqual([400, 'USERNAME_TAKEN']);
    expect((await portcullis('user', 'show', account.username)).code).toBe(1);
  });

  it('tell how they are used, with examples', async () => {
    for (const line of ['user create', 'user list', 'session', 'doctor', 'config check']) {
      const { code, stdout } = await portcullis(...line.split(' '), '--help');
      expect(code).toBe(0);
      expect(stdout).toMatch(/^Examples:$/m);
    }
  });
});
