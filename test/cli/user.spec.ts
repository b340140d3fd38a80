import {
  type Account,
  credentialsOf,
  type Door,
  newAccount,
  register,
} from '../e2e/harness/accounts.js';
import { auditedTypes } from '../e2e/harness/audited-types.js';
import { onEachDatabase } from '../e2e/harness/each-database.js';
import { eventually } from '../e2e/harness/eventually.js';
import {
  CONTRACTS,
  login,
  refreshByBody,
  requestLogin,
  validation,
} from '../e2e/harness/sessions.js';
import { useOperatedServer } from './operated-server.js';

onEachDatabase('portcullis user', (database) => {
  const { server, portcullis, databaseUrl } = useOperatedServer(database);

  const user = (...args: readonly string[]) => portcullis('user', ...args);
  const refusalOf = async (door: Door, account: Account, password: string): Promise<unknown> => {
    const { username } = account;
    const answer = await requestLogin(door, 'token-pair', { username, password });
    return [answer.status, answer.value('errorCode'), answer.value('message')];
  };

  it('disable closes the account and everything it has open', async () => {
    const account = await register(server(), newAccount('disabled'));
    const sessions = [];
    for (const contract of CONTRACTS) sessions.push(await login(server(), contract, account));

    // One more was opened by the registration.
    expect(await user('disable', account.username)).toEqual({
      code: 0,
      stdout: `Disabled; sessions ended: ${sessions.length + 1}.\n`,
      stderr: '',
    });
    for (const { accessToken, refreshToken } of sessions) {
      await eventually(async () => (await validation(server(), accessToken)) === 401);
      expect((await refreshByBody(server(), refreshToken)).status).toBe(401);
    }
    expect(await refusalOf(server(), account, account.password)).toEqual(
      await refusalOf(server(), account, 'a wrong password'),
    );
  });

  it('disable ends nothing of anybody else', async () => {
    const [account, bystander] = [newAccount('one'), newAccount('other')];
    await register(server(), account);
    await register(server(), bystander);
    const { accessToken, refreshToken } = await login(server(), 'token-pair', bystander);
    await user('disable', account.username);
    expect((await refreshByBody(server(), refreshToken)).status).toBe(200);
    expect(await validation(server(), accessToken)).toBe(200);
  });

  it('enable opens the account again, and none of its old sessions', async () => {
    const account = await register(server(), newAccount('enabled'));
    const { refreshToken } = await login(server(), 'token-pair', account);
    await user('disable', account.username);
    expect(await user('enable', account.username)).toEqual({
      code: 0,
      stdout: 'Enabled.\n',
      stderr: '',
    });
    expect((await refreshByBody(server(), refreshToken)).status).toBe(401);
    expect((await requestLogin(server(), 'token-pair', credentialsOf(account))).status).toBe(200);
  });

  it('takes a name in any of its spellings', async () => {
    const account = await register(server(), newAccount('spelling'));
    expect(await user('disable', account.username.toUpperCase())).toMatchObject({ code: 0 });
    expect((await requestLogin(server(), 'token-pair', credentialsOf(account))).status).toBe(401);
  });

  it('leaves its traces in the audit', async () => {
    const account = await register(server(), newAccount('audited'));
    await user('disable', account.username);
    await user('enable', account.username);
    expect(await auditedTypes(databaseUrl(), account.username)).toEqual([
      'user-registered',
      'user-disabled',
      'session-revoked',
      'user-enabled',
    ]);
  });

  it.each(['disable', 'enable'])('%s tells when nobody has that name', async (action) => {
    const failure = { code: 1, stdout: '' };
    expect(await user(action, 'nobody')).toEqual({
      ...failure,
      stderr: 'There is no account called nobody.\n',
    });
    expect(await user(action, 'no name')).toEqual({
      ...failure,
      stderr: 'There is no account called no name.\n',
    });
  });

  it('prints its result as JSON where that is asked for', async () => {
    const { username } = await register(server(), newAccount('machine'));
    const { stdout } = await user('disable', username, '--json');
    expect(JSON.parse(stdout)).toEqual({ sessionsEnded: 1 });
    expect(JSON.parse((await user('enable', username, '--json')).stdout)).toEqual({
      enabled: true,
    });
  });

  it.each(['', 'disable', 'enable', 'rename ana', 'disable one two', 'create', 'roles add one'])(
    'tells how it is used when called with "%s"',
    async (line) => {
      const args = line.split(' ').filter((word) => word !== '');
      expect(await user(...args)).toEqual({
        code: 2,
        stdout: '',
        stderr: expect.stringMatching(/Usage: portcullis user|portcullis --help/),
      });
    },
  );
});
