import { register } from './harness/accounts.js';
import { auditedTypes } from './harness/audited-types.js';
import { ask, type Credentials, isActive, newClient, serviceToken } from './harness/clients.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { ROUTES } from './harness/routes.js';
import {
  CONTRACTS,
  login,
  type OpenSession,
  refreshByBody,
  validation,
} from './harness/sessions.js';

onEachDatabase('revocation by a service', (database) => {
  const server = useServer(database);
  let orders: Credentials;
  let stranger: Credentials;

  beforeAll(async () => {
    orders = await newClient(server(), { audiences: ['portcullis'] });
    stranger = await newClient(server(), { audiences: ['elsewhere'] });
  });

  const revoke = (client: Credentials, token: string) =>
    ask(server(), ROUTES.revocation, client, { token, token_type_hint: 'access_token' });
  const expectOpen = async ({ accessToken, refreshToken }: OpenSession): Promise<void> => {
    expect(await validation(server(), accessToken)).toBe(200);
    expect((await refreshByBody(server(), refreshToken)).status).toBe(200);
  };

  it.each(CONTRACTS)('ends a %s session by either of its tokens', async (contract) => {
    const account = await register(server());
    for (const kind of ['accessToken', 'refreshToken'] as const) {
      const session = await login(server(), contract, account);
      const answer = await revoke(orders, session[kind]);
      expect([answer.status, answer.text]).toEqual([200, '']);
      expect(await validation(server(), session.accessToken)).toBe(401);
      expect((await refreshByBody(server(), session.refreshToken)).status).toBe(401);
      expect(await isActive(server(), orders, session.accessToken)).toBe(false);
    }
  });

  it('ends no other session of the account', async () => {
    const account = await register(server());
    const [ended, other] = [
      await login(server(), 'token-pair', account),
      await login(server(), 'token-pair', account),
    ];
    await revoke(orders, ended.refreshToken);
    await expectOpen(other);
  });

  it('leaves alone what is not for the service, and says nothing of it', async () => {
    const session = await login(server(), 'token-pair', await register(server()));
    for (const token of [session.accessToken, session.refreshToken]) {
      const answer = await revoke(stranger, token);
      expect([answer.status, answer.text]).toEqual([200, '']);
    }
    await expectOpen(session);
  });

  it('succeeds for what is no token, or has ended', async () => {
    const { refreshToken } = await login(server(), 'token-pair', await register(server()));
    for (const token of ['nonsense', refreshToken, refreshToken]) {
      expect((await revoke(orders, token)).status).toBe(200);
    }
  });

  it('does not end a service’s token, which says so to whom it is for alone', async () => {
    const token = await serviceToken(server(), orders);
    const answer = await revoke(orders, token);
    expect([answer.status, answer.value('error')]).toEqual([400, 'unsupported_token_type']);
    expect((await revoke(stranger, token)).status).toBe(200);
    expect(await isActive(server(), orders, token)).toBe(true);
  });

  it('is written down, with what it ended', async () => {
    const account = await register(server());
    const { accessToken } = await login(server(), 'token-pair', account);
    await revoke(orders, accessToken);
    expect(await auditedTypes(server().databaseUrl, account.username)).toEqual([
      'user-registered',
      'login-succeeded',
      'token-revoked',
      'session-revoked',
    ]);
  });
});
