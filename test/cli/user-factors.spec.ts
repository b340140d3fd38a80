import { register } from '../e2e/harness/accounts.js';
import { auditedTypes } from '../e2e/harness/audited-types.js';
import { secured } from '../e2e/harness/authenticator-app.js';
import { onEachDatabase } from '../e2e/harness/each-database.js';
import { login } from '../e2e/harness/sessions.js';
import { TestClock } from '../e2e/harness/test-clock.js';
import { useOperatedServer } from './operated-server.js';

onEachDatabase('portcullis user factors', (database) => {
  const { server, portcullis, databaseUrl } = useOperatedServer(database);
  const factors = (...args: readonly string[]) => portcullis('user', 'factors', ...args);

  it('list tells them, and how many recovery codes are left', async () => {
    const { account, factorId } = await secured(server(), new TestClock());
    const { code, stdout } = await factors('list', account.username, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      factors: [{ id: factorId, kind: 'totp', name: 'Authenticator app' }],
      recoveryCodesLeft: 10,
    });
    const none = await register(server());
    expect((await factors('list', none.username)).stdout).toBe('There are none.\n');
  });

  it('reset removes them, so that the password alone lets in, and is written down', async () => {
    const { account } = await secured(server(), new TestClock());
    expect(await factors('reset', account.username)).toEqual({
      code: 0,
      stdout: 'Every factor and recovery code is removed.\n',
      stderr: '',
    });
    await login(server(), 'token-pair', account);
    expect(await auditedTypes(databaseUrl(), account.username)).toContain('factors-reset');
    const { stdout } = await factors('list', account.username, '--json');
    expect(JSON.parse(stdout)).toEqual({ factors: [], recoveryCodesLeft: 0 });
  });
});
