import { ClientAccounts, type ToldSecret } from '../../src/clients/client-accounts.js';
import {
  BY_OPERATOR,
  type Credentials,
  isActive,
  newClient,
  requestToken,
  serviceToken,
} from './harness/clients.js';
import { connect } from '../database/connect.js';
import { databaseDump } from './harness/database-dump.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { eventually } from './harness/eventually.js';
import { DAY, MINUTE } from './harness/test-clock.js';
import { TestServer } from './harness/test-server.js';

onEachDatabase('the secrets of a service', (database) => {
  const server = useServer(database);
  const accounts = (): ClientAccounts => server().resolve(ClientAccounts);
  const statusOf = async (client: Credentials): Promise<number> =>
    (await requestToken(server(), client)).status;
  const second = async (id: string, days: number | null = null): Promise<ToldSecret> => {
    const made = await accounts().addSecret(id, days, BY_OPERATOR);
    if (typeof made === 'string') throw new Error(made);
    return made;
  };

  it('are two at most, so that one takes the place of the other', async () => {
    const first = await newClient(server());
    const next = await second(first.id);
    expect(await accounts().addSecret(first.id, null, BY_OPERATOR)).toBe('two-already');
    await eventually(async () => (await statusOf(next)) === 200);
    expect(await statusOf(first)).toBe(200);
    expect(await accounts().removeSecret(first.id, first.secretId, BY_OPERATOR)).toBe(true);
    await eventually(async () => (await statusOf(first)) === 401);
    expect(await statusOf(next)).toBe(200);
  });

  it('are two at most when two are added at once', async () => {
    const { id } = await newClient(server());
    const added = await Promise.all(
      Array.from({ length: 6 }, () => accounts().addSecret(id, null, BY_OPERATOR)),
    );
    expect(added.filter((each) => each === 'two-already')).toHaveLength(5);
  });

  it('expire in the very second, and then make room', async () => {
    const { id } = await newClient(server());
    const expiring = await second(id, 1);
    await eventually(async () => (await statusOf(expiring)) === 200);
    server().clock.advance(DAY);
    expect(await statusOf(expiring)).toBe(401);
    await second(id);
  });

  it('are in no row, whether right or wrong', async () => {
    const client = await newClient(server());
    const wrong = 'pcs_a-secret-in-the-wrong-place';
    await statusOf(client);
    for (const each of [
      { ...client, secret: wrong },
      { id: wrong, secret: wrong },
    ]) {
      expect(await statusOf(each)).toBe(401);
    }
    const dump = await databaseDump(server().databaseUrl);
    expect(dump).toContain(client.id);
    expect(dump).not.toContain(client.secret);
    expect(dump).not.toContain(wrong);
  });

  it('tell when they were last used, to the minute', async () => {
    const client = await newClient(server());
    const used = async (): Promise<number | null> => {
      const found = (await accounts().list()).find((each) => each.client.id === client.id);
      return found?.secrets[0]?.lastUsedAt ?? null;
    };
    expect(await used()).toBeNull();
    await statusOf(client);
    await eventually(async () => (await used()) !== null);
    const first = await used();
    await statusOf(client);
    server().clock.advance(MINUTE + 1);
    await statusOf(client);
    await eventually(async () => (await used()) !== first);
  });

  it('are of no use while the service is disabled, on every instance, and neither are its tokens', async () => {
    const { databaseUrl, clock, key } = server();
    const other = await TestServer.start({ databaseUrl, clock, key });
    try {
      const [client, observer] = [await newClient(server()), await newClient(server())];
      const token = await serviceToken(other, client);
      expect(await isActive(other, observer, token)).toBe(true);
      await accounts().disable(client.id, BY_OPERATOR);
      for (const each of [server(), other]) {
        await eventually(async () => (await isActive(each, observer, token)) === false);
        await eventually(async () => (await requestToken(each, client)).status === 401);
      }
      await accounts().enable(client.id, BY_OPERATOR);
      await eventually(async () => (await statusOf(client)) === 200);
      expect(await isActive(other, observer, token)).toBe(false);
    } finally {
      await other.close();
    }
  });

  it('leave their traces in the audit, with the id of the client and without a secret', async () => {
    const client = await newClient(server());
    const { secretId } = await second(client.id);
    await accounts().removeSecret(client.id, secretId, BY_OPERATOR);
    await statusOf(client);
    await statusOf({ ...client, secret: 'wrong' });
    await accounts().disable(client.id, BY_OPERATOR);
    await accounts().enable(client.id, BY_OPERATOR);
    const { dataSource } = await connect(server().databaseUrl);
    const rows = await dataSource.query<{ type: string; details: string }[]>(
      'SELECT type, details FROM audit_events WHERE details LIKE ? ORDER BY at, id',
      [`%${client.id}%`],
    );
    await dataSource.destroy();
    expect(rows.map(({ type }) => type)).toEqual([
      'client-created',
      'client-secret-added',
      'client-secret-removed',
      'client-token-issued',
      'client-authentication-failed',
      'client-disabled',
      'client-enabled',
    ]);
    expect(JSON.parse(rows[4]?.details ?? '')).toEqual({
      client_id: client.id,
      cause: 'wrong-secret',
    });
  });
});

onEachDatabase('guesses at the secret of a service', (database) => {
  const server = useServer(database, {
    settings: { trustProxy: ['127.0.0.1'], limitClientFailures: 5 },
  });
  const attempt = async (client: Credentials, address: string): Promise<number> => {
    const door = {
      send: (request: Parameters<TestServer['send']>[0]) =>
        server().send({
          ...request,
          headers: { ...request.headers, 'x-forwarded-for': address },
        }),
    };
    return (await requestToken(door, client)).status;
  };

  it('are limited by address, whichever client they name', async () => {
    const client = await newClient(server());
    for (let n = 0; n < 5; n += 1) {
      expect(await attempt({ id: `client-${n}`, secret: 'guess' }, '192.0.2.1')).toBe(401);
    }
    expect(await attempt({ ...client, secret: 'guess' }, '192.0.2.1')).toBe(429);
    expect(await attempt(client, '192.0.2.2')).toBe(200);
    server().clock.advance(MINUTE + 1);
  });

  it('are limited by account, and keep the owner out from nowhere else', async () => {
    const client = await newClient(server());
    const statuses = [];
    for (let n = 0; n < 62; n += 1) {
      const address = `198.51.100.${n}`;
      statuses.push(await attempt({ ...client, secret: 'guess' }, address));
    }
    expect(statuses.slice(0, 60)).toEqual(Array.from({ length: 60 }, () => 401));
    expect(statuses.slice(60)).toEqual([429, 429]);
    expect(await attempt(client, '203.0.113.1')).toBe(200);
  });
});
