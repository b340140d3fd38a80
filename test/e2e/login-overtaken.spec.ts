import { DataSource } from 'typeorm';
import { AccountPasswords } from '../../src/accounts/account-passwords.js';
import { PasswordReplacement } from '../../src/accounts/recovery/password-replacement.js';
import { PasswordHasher } from '../../src/credentials/passwords/password-hasher.js';
import { Passwords } from '../../src/credentials/passwords/passwords.js';
import { TokenStore } from '../../src/token-store/token-store.js';
import { type Account, credentialsOf, register } from './harness/accounts.js';
import { codeOf, eventsOf, idOf } from './harness/administration.js';
import { challengeOf, MFA, secured } from './harness/authenticator-app.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { fault, INVALID_CREDENTIALS } from './harness/expected-faults.js';
import { expectAnswer } from './harness/golden.js';
import { ROUTES } from './harness/routes.js';
import { bearer, login, requestLogin } from './harness/sessions.js';
import { SlowHasher } from './harness/slow-hasher.js';
import type { TestServer } from './harness/test-server.js';
import { exchange } from './providers/exchanges.js';
import { INVALID_CODE } from './providers/faults.js';
import { HostileProvider } from './providers/hostile-provider.js';
import { providerSettings, serverSettings } from './providers/settings.js';
import { useProvider } from './providers/use-providers.js';

const ORIGIN = { requestId: 'overtaking', address: '::1', userAgent: null };
const NEW_PASSWORD = 'another-long-and-new-password';

async function openSessions(server: TestServer, userId: string): Promise<readonly string[]> {
  const sql = 'SELECT id FROM refresh_tokens WHERE revoked_at IS NULL AND user_id = ?';
  const rows = await server.resolve(DataSource).query<{ readonly id: string }[]>(sql, [userId]);
  return rows.map(({ id }) => id);
}

/** As a link of a mail does it, all of it, however long that takes. */
async function reset(server: TestServer, userId: string): Promise<void> {
  const hash = await server.resolve(Passwords).hash(NEW_PASSWORD);
  const replacement = { userId, hash, how: 'password-reset', language: 'en' } as const;
  await server.resolve(PasswordReplacement).replace(replacement, ORIGIN);
}

onEachDatabase('a login by a password that is replaced while it is checked', (database) => {
  const hasher = new SlowHasher();
  const server = useServer(database, { replacements: [{ port: PasswordHasher, value: hasher }] });

  /** The whole of it happens once the login has read the old hash. */
  const overtake = (by: () => Promise<unknown>): void => {
    hasher.meanwhile = async () => {
      hasher.meanwhile = () => Promise.resolve();
      await by();
    };
  };

  async function expectRefused(account: Account, id: string, open: number): Promise<void> {
    const answer = await server().post(ROUTES.token, credentialsOf(account));
    expectAnswer(answer, fault(ROUTES.token, INVALID_CREDENTIALS));
    expect(await openSessions(server(), id)).toHaveLength(open);
    const failed = (await eventsOf(server(), id)).filter(({ type }) => type === 'login-failed');
    expect(failed.map(({ details }) => details)).toEqual([
      { contract: 'token-pair', cause: 'password-changed' },
    ]);
    await login(server(), 'token-pair', { ...account, password: NEW_PASSWORD });
  }

  it('opens no session where its owner changes it, whose session goes on', async () => {
    const account = await register(server());
    const id = await idOf(server(), account.username);
    const { accessToken } = await login(server(), 'token-pair', account);
    const body = { currentPassword: account.password, newPassword: NEW_PASSWORD };
    overtake(() => server().post(ROUTES.password, body, bearer(accessToken)));
    await expectRefused(account, id, 1);
  });

  it('opens no session where a mail resets it', async () => {
    const account = await register(server());
    const id = await idOf(server(), account.username);
    overtake(() => reset(server(), id));
    await expectRefused(account, id, 0);
  });

  it('opens no session where an operator sets another one', async () => {
    const account = await register(server());
    const id = await idOf(server(), account.username);
    overtake(() => server().resolve(AccountPasswords).set(id, NEW_PASSWORD, ORIGIN));
    await expectRefused(account, id, 0);
  });

  it('goes on by no second factor, once the password has changed', async () => {
    const { account, app } = await secured(server(), server().clock);
    const id = await idOf(server(), account.username);
    const challenge = challengeOf(await requestLogin(server(), 'token-pair', account));
    await reset(server(), id);
    const answer = await server().post(MFA, { challengeId: challenge, code: app.code() });
    expect(codeOf(answer)).toEqual([401, 'INVALID_FACTOR']);
    expect(await openSessions(server(), id)).toEqual([]);
  });
});

onEachDatabase(
  'a login at a provider, whose account gets another password meanwhile',
  (database) => {
    const running = useProvider(
      database,
      () => HostileProvider.start(),
      ({ issuer }) => ({ settings: serverSettings([providerSettings({ name: 'corp', issuer })]) }),
    );

    it('opens no session either: the identity may be unlinked with it', async () => {
      const { server } = running();
      const first = await exchange(server, { authCode: 'first' });
      const { accessToken } = first.body as { accessToken: string };
      const username = (await server.get(ROUTES.me, bearer(accessToken))).string('username');
      const id = await idOf(server, username);
      const store = server.resolve(TokenStore);
      const open = store.open.bind(store);
      const opening = jest.spyOn(store, 'open').mockImplementation(async (session) => {
        await reset(server, id);
        await open(session);
      });
      expectAnswer(await exchange(server, { authCode: 'second' }), INVALID_CODE);
      opening.mockRestore();
      expect(await openSessions(server, id)).toEqual([]);
    });
  },
);
