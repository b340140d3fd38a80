import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { Drain } from '../../src/health/drain.js';
import { RevocationIndex } from '../../src/token-store/revocation-index.js';
import { RevocationLog } from '../../src/token-store/revocation-log.js';
import { type Account, register } from './harness/accounts.js';
import { basic, type Credentials, newClient } from './harness/clients.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { eventually } from './harness/eventually.js';
import { decode } from './harness/jwt.js';
import { openFeed } from './harness/revocation-feed.js';
import { ROUTES } from './harness/routes.js';
import { bearer, login } from './harness/sessions.js';

const SESSION_REVOKED = 'https://schemas.openid.net/secevent/caep/event-type/session-revoked';

onEachDatabase('services that ask what was revoked', (database) => {
  const server = useServer(database);
  let client: Credentials;
  let account: Account;

  beforeAll(async () => {
    account = await register(server());
  });

  beforeEach(async () => {
    client = await newClient(server());
  });

  async function logOut(): Promise<string> {
    const { accessToken } = await login(server(), 'token-pair', account);
    await server().send({ path: ROUTES.logout, headers: bearer(accessToken) });
    return String(decode(accessToken).claims.sid);
  }

  const feed = (query = '', by: Credentials = client) =>
    server().get(`${ROUTES.revocations}${query}`, basic(by));

  describe('by the feed', () => {
    it('get signed pages', async () => {
      const first = await feed();
      expect(first.status).toBe(200);
      expect(first.header('content-type')).toBe('application/revocations+jwt');
      expect(first.header('cache-control')).toBe('no-store');
      const { cursor } = await openFeed(server(), first.text);
      const waiting = feed(`?cursor=${cursor}&wait=30`);
      const ended = await logOut();
      const page = await openFeed(server(), (await waiting).text);
      expect(page.events.map(({ sub_id }) => sub_id.id)).toEqual([ended]);
    });

    it.each(['?wait=31', '?wait=-1', '?wait=x', '?cursor=x', '?cursor=a&cursor=b'])(
      'are told what is wrong with %s',
      async (query) => {
        const answer = await feed(query);
        expect([answer.status, answer.value('errorCode')]).toEqual([400, 'VALIDATION_FAILED']);
      },
    );

    it('need an account', async () => {
      const { accessToken } = await login(server(), 'token-pair', account);
      const wrong = { ...client, secret: `${client.secret}x` };
      for (const headers of [{}, bearer(accessToken), basic(wrong)]) {
        const answer = await server().get(ROUTES.revocations, headers);
        expect([answer.status, answer.value('errorCode')]).toEqual([401, 'INVALID_CLIENT']);
        expect(answer.header('www-authenticate')).toMatch(/^Basic /);
      }
    });
  });

  describe('by polling for events', () => {
    const poll = async (body: object, by: Credentials = client) =>
      server().send({ path: ROUTES.eventPolling, json: body, headers: basic(by) });
    const setsOf = (answer: Awaited<ReturnType<typeof poll>>): [string, string][] =>
      Object.entries(answer.value('sets') as Record<string, string>);
    /** Acknowledges all that other tests have left. */
    async function caughtUp(): Promise<void> {
      const old = await poll({ maxEvents: 1000, returnImmediately: true });
      const ack = setsOf(old).map(([jti]) => jti);
      await poll({ maxEvents: 0, ack });
    }

    it('get a signed event for a session that ended, until they acknowledge it', async () => {
      await caughtUp();
      const waiting = poll({});
      const ended = await logOut();
      const [[jti, set] = ['', '']] = setsOf(await waiting);
      const { body } = await server().get(ROUTES.jwks);
      const { payload } = await jwtVerify(set, createLocalJWKSet(body as JSONWebKeySet), {
        typ: 'secevent+jwt',
        issuer: 'http://localhost:3000',
        audience: client.id,
      });
      expect(payload).toMatchObject({
        jti,
        sub_id: { format: 'complex', session: { format: 'opaque', id: ended } },
        events: {
          [SESSION_REVOKED]: { initiating_entity: 'user', reason_admin: { en: 'logout' } },
        },
      });
      expect(setsOf(await poll({ returnImmediately: true })).map(([each]) => each)).toEqual([jti]);
      expect(setsOf(await poll({ returnImmediately: true, ack: [jti] }))).toEqual([]);
      expect(setsOf(await poll({ returnImmediately: true }))).toEqual([]);
    });

    it('do not wait for what was revoked while their first answer was made', async () => {
      await caughtUp();
      const log = server().resolve(RevocationLog);
      const read = log.read.bind(log);
      let ended = '';
      jest.spyOn(log, 'read').mockImplementationOnce(async (...place) => {
        const rows = await read(...place);
        ended = await logOut();
        await server().resolve(RevocationIndex).refresh();
        return rows;
      });
      const [[, set] = ['', '']] = setsOf(await poll({ maxEvents: 1 }));
      expect(decode(set).claims.sub_id).toMatchObject({ session: { id: ended } });
    });

    it('get in several polls what is too much for one, whatever is acknowledged first', async () => {
      await caughtUp();
      for (let count = 0; count < 3; count += 1) await logOut();
      const { jtis } = await eventuallyThree();
      const [, , last = ''] = jtis;
      const rest = await poll({ maxEvents: 1, returnImmediately: true, ack: [last] });
      expect(rest.value('moreAvailable')).toBe(true);
      const { length } = setsOf(
        await poll({ returnImmediately: true, setErrs: { [jtis[0] ?? '']: { err: 'invalid' } } }),
      );
      expect(length).toBe(1);
    });

    async function eventuallyThree(): Promise<{ jtis: string[] }> {
      for (;;) {
        const jtis = setsOf(await poll({ returnImmediately: true })).map(([jti]) => jti);
        if (jtis.length === 3) return { jtis };
      }
    }

    it('have a stream each', async () => {
      await caughtUp();
      const other = await newClient(server());
      await logOut();
      const [[jti] = ['']] = setsOf(await poll({}));
      await poll({ maxEvents: 0, ack: [jti] });
      const theirs = setsOf(await poll({ maxEvents: 1000, returnImmediately: true }, other));
      expect(theirs.map(([each]) => each)).toContain(jti);
    });

    it.each([{ maxEvents: -1 }, { maxEvents: '1' }, { ack: 'x' }, { ack: [1] }, { setErrs: [] }])(
      'are told what is wrong with %j',
      async (body) => {
        const answer = await poll(body);
        expect([answer.status, answer.value('errorCode')]).toEqual([400, 'VALIDATION_FAILED']);
      },
    );

    it('need an account', async () => {
      const answer = await server().send({ path: ROUTES.eventPolling, json: {} });
      expect([answer.status, answer.value('errorCode')]).toEqual([401, 'INVALID_CLIENT']);
    });
  });
});

onEachDatabase('the number of services that wait', (database) => {
  const server = useServer(database);

  it('is told, and is none when they were answered', async () => {
    const client = await newClient(server());
    const account = await register(server());
    const says = (count: number) => async (): Promise<boolean> =>
      (await server().get('/metrics')).text.includes(
        `\nportcullis_revocation_polls_waiting ${count}\n`,
      );
    const first = await server().get(ROUTES.revocations, basic(client));
    const { cursor } = await openFeed(server(), first.text);
    const path = `${ROUTES.revocations}?cursor=${cursor}&wait=30`;
    const waiting = [1, 2].map(() => server().get(path, basic(client)));
    await eventually(says(2));
    const { accessToken } = await login(server(), 'token-pair', account);
    await server().send({ path: ROUTES.logout, headers: bearer(accessToken) });
    await Promise.all(waiting);
    await eventually(says(0));
  });
});

onEachDatabase('a server that is about to stop', (database) => {
  const server = useServer(database);

  it('answers the services that wait', async () => {
    const client = await newClient(server());
    const first = await server().get(ROUTES.revocations, basic(client));
    const { cursor } = await openFeed(server(), first.text);
    const path = `${ROUTES.revocations}?cursor=${cursor}&wait=30`;
    const waiting = server().get(path, basic(client));
    // Once it waits, a request that comes later has been answered.
    await server().get(ROUTES.revocations, basic(client));
    server().resolve(Drain).begin();
    expect((await waiting).status).toBe(200);
  });
});
