import { credentialsOf, register } from './harness/accounts.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { ROUTES } from './harness/routes.js';
import { refreshByBody, requestLogin } from './harness/sessions.js';
import { statementsOf } from './harness/statements.js';

/** Each of them waits for the disk, since each stands alone. */
const durable = (seen: readonly string[]): readonly string[] =>
  seen.filter((statement) => !statement.startsWith('SELECT'));

onEachDatabase('the statements of a request', (database) => {
  const server = useServer(database);
  /** SQLite has one process, which counts in memory. */
  const limits = database.dialect === 'sqlite' ? [] : ['SELECT rate_limits'];

  it('are seven at a login from a known address and one for the limits, of which two commit', async () => {
    const account = await register(server());
    await requestLogin(server(), 'token-pair', account);
    const { seen, transactions } = await statementsOf(server(), async () => {
      const { status } = await server().post(ROUTES.token, credentialsOf(account));
      expect(status).toBe(200);
    });
    expect(seen).toEqual([
      ...[
        'SELECT users',
        'SELECT known_addresses',
        ...limits,
        'SELECT users',
        'SELECT totp_factors',
      ],
      ...['INSERT refresh_tokens', 'SELECT users', 'INSERT audit_events'],
    ]);
    expect(durable(seen)).toHaveLength(2);
    expect(transactions).toBe(0);
  });

  it('are two at a refresh, and one for the audit, of which two commit', async () => {
    const account = await register(server());
    const opened = await requestLogin(server(), 'token-pair', account);
    const { seen, transactions } = await statementsOf(server(), async () => {
      const { status } = await refreshByBody(server(), opened.string('refreshToken'));
      expect(status).toBe(200);
    });
    expect(seen).toEqual(['UPDATE refresh_tokens', 'SELECT users', 'INSERT audit_events']);
    expect(durable(seen)).toHaveLength(2);
    expect(transactions).toBe(0);
  });
});
