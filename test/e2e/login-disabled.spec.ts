import { DataSource } from 'typeorm';
import { AccountPasswords } from '../../src/accounts/account-passwords.js';
import { AccountStatus } from '../../src/accounts/account-status.js';
import { PasswordHasher } from '../../src/credentials/passwords/password-hasher.js';
import { TokenStore } from '../../src/token-store/token-store.js';
import { newAccount, register } from './harness/accounts.js';
import { idOf } from './harness/administration.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { fault, INVALID_CREDENTIALS, NEW_PASSWORD_REQUIRED } from './harness/expected-faults.js';
import { expectAnswer } from './harness/golden.js';
import { ROUTES } from './harness/routes.js';
import { bearer } from './harness/sessions.js';
import { SlowHasher } from './harness/slow-hasher.js';
import { exchange } from './providers/exchanges.js';
import { INVALID_CODE } from './providers/faults.js';
import { HostileProvider } from './providers/hostile-provider.js';
import { providerSettings, serverSettings } from './providers/settings.js';
import { useProvider } from './providers/use-providers.js';

const ORIGIN = { requestId: 'disabling', address: '::1', userAgent: null };

onEachDatabase('a user disabled while the password is being checked', (database) => {
  const hasher = new SlowHasher();
  const server = useServer(database, { replacements: [{ port: PasswordHasher, value: hasher }] });

  it('gets no session', async () => {
    const account = await register(server(), newAccount('leaver'));
    const accounts = server().resolve(AccountStatus);
    const id = await idOf(server(), account.username);
    hasher.meanwhile = () => accounts.disable(id, ORIGIN);

    const answer = await server().post(ROUTES.token, account);

    expectAnswer(answer, fault(ROUTES.token, INVALID_CREDENTIALS));
    const open = 'SELECT id FROM refresh_tokens WHERE revoked_at IS NULL';
    expect(await server().resolve(DataSource).query(open)).toEqual([]);
  });
});

onEachDatabase('a user of whom a new password is required meanwhile', (database) => {
  const hasher = new SlowHasher();
  const server = useServer(database, { replacements: [{ port: PasswordHasher, value: hasher }] });

  it('gets no session, and hears of it', async () => {
    const account = await register(server(), newAccount('leaver'));
    const id = await idOf(server(), account.username);
    hasher.meanwhile = () => server().resolve(AccountPasswords).requireNew(id, ORIGIN);

    const answer = await server().post(ROUTES.token, account);

    expectAnswer(answer, fault(ROUTES.token, NEW_PASSWORD_REQUIRED));
    const open = 'SELECT id FROM refresh_tokens WHERE revoked_at IS NULL';
    expect(await server().resolve(DataSource).query(open)).toEqual([]);
  });
});

onEachDatabase('a user disabled between the profile and the session', (database) => {
  const running = useProvider(
    database,
    () => HostileProvider.start(),
    ({ issuer }) => ({ settings: serverSettings([providerSettings({ name: 'corp', issuer })]) }),
  );

  it('is told what every bad code is told', async () => {
    const { server } = running();
    const first = await exchange(server, { authCode: 'first' });
    const { accessToken } = first.body as { accessToken: string };
    const username = (await server.get(ROUTES.me, bearer(accessToken))).string('username');
    const id = await idOf(server, username);
    const [store, accounts] = [server.resolve(TokenStore), server.resolve(AccountStatus)];
    const open = store.open.bind(store);
    const opening = jest.spyOn(store, 'open').mockImplementation(async (session) => {
      await open(session);
      await accounts.disable(id, ORIGIN);
    });
    expectAnswer(await exchange(server, { authCode: 'second' }), INVALID_CODE);
    opening.mockRestore();
  });
});
