import { newAccount } from '../e2e/harness/accounts.js';
import { onEachDatabase } from '../e2e/harness/each-database.js';
import {
  type Client,
  type ClientOptions,
  type Contract,
  createClient,
} from './harness/built-client.js';
import { expectLogout, expectOneRefresh } from './harness/expectations.js';
import { memory } from './harness/memory.js';
import { useFrontend } from './harness/use-frontend.js';

const BY_PASSWORD = ['token-pair', 'bearer-cookie', 'envelope', 'success-flag'] as const;
const KEPT = ['in memory', 'in a storage'] as const;
const CASES = BY_PASSWORD.flatMap((contract) => KEPT.map((kept) => [contract, kept] as const));

onEachDatabase('the client in Node', (database) => {
  const frontend = useFrontend(database);

  const clientOf = (options: Partial<ClientOptions> = {}): Client =>
    createClient({ baseUrl: frontend().front.origin, ...options });

  const optionsOf = (contract: Contract, kept: (typeof KEPT)[number]): Partial<ClientOptions> =>
    kept === 'in memory' ? { contract } : { contract, storage: memory() };

  it.each(CASES)(
    '%s, the refresh token %s: registers, logs in, refreshes once, logs out',
    async (contract, kept) => {
      const account = newAccount();
      const options = optionsOf(contract, kept);
      const first = clientOf(options);
      const { username, password, email, displayName } = account;
      expect(await first.register(account)).toMatchObject({ username, roles: ['user'] });
      expect((await first.sessions()).sessions).toHaveLength(1);
      await expectLogout(first, frontend());

      const client = clientOf(options);
      const session = await client.login({ username, password });
      expect(client.getState()).toEqual({ status: 'signed-in', session });
      expect(await client.me()).toEqual({
        uid: session.uid,
        username,
        email,
        displayName,
        roles: ['user'],
      });
      expect((await client.sessions()).sessions).toMatchObject([
        { id: session.sessionId, contract },
      ]);
      await expectOneRefresh(client, frontend());
      await expectOneRefresh(client, frontend());
      await expectLogout(client, frontend());
    },
  );

  it('goes on with a session whose refresh token is in a storage', async () => {
    const account = newAccount();
    const storage = memory();
    await clientOf({ contract: 'envelope', storage }).register(account);
    const later = clientOf({ contract: 'envelope', storage });
    expect(later.getState().status).toBe('unknown');
    expect(await later.me()).toMatchObject({ username: account.username });
    await later.logout({ scope: 'all' });
    expect(storage.items.size).toBe(0);
  });

  it('logs out by the refresh token alone, and the others alone where that is asked for', async () => {
    const account = newAccount();
    const storage = memory();
    const [one, other] = [clientOf({ storage, contract: 'envelope' }), clientOf()];
    await one.register(account);
    await other.login(account);
    await one.logout({ scope: 'others' });
    expect(one.getState().status).toBe('signed-in');
    await expect(other.me()).rejects.toMatchObject({ errorCode: 'INVALID_TOKEN' });
    expect(other.getState()).toMatchObject({ status: 'signed-out', reason: 'ended' });
    const later = clientOf({ storage, contract: 'envelope' });
    await later.logout();
    expect(later.getState()).toMatchObject({ status: 'signed-out', reason: 'logout' });
    expect(await clientOf({ storage, contract: 'envelope' }).getAccessToken()).toBeUndefined();
    await expect(one.me()).rejects.toMatchObject({ errorCode: 'INVALID_TOKEN' });
  });

  it('ends one session of several', async () => {
    const account = newAccount();
    const [one, other] = [clientOf(), clientOf()];
    await one.register(account);
    const { sessionId } = await other.login(account);
    await one.endSession(sessionId);
    expect((await one.sessions({ limit: 5 })).sessions).toHaveLength(1);
    await expect(other.me()).rejects.toMatchObject({ errorCode: 'INVALID_TOKEN' });
  });
});
