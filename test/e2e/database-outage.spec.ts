import { isUnreachable } from '../../src/database/failure.js';
import { type StallableProxy, stallableProxy } from '../database/mysql/stallable-proxy.js';
import { sharedDatabases, type ThrowAwayDatabase } from '../databases.js';
import { whereThereIs } from '../where-there-is.js';
import { type Account, newAccount, register } from './harness/accounts.js';
import type { Answer } from './harness/answer.js';
import { eventually } from './harness/eventually.js';
import {
  ENVELOPE_INTERNAL,
  envelopeFault,
  fault,
  flagFault,
  INTERNAL,
} from './harness/expected-faults.js';
import { expectAnswer } from './harness/golden.js';
import { BEARER_COOKIE_TYPE, ROUTES } from './harness/routes.js';
import { bearer, login, type OpenSession, refreshByBody, validation } from './harness/sessions.js';
import { SigningKey } from './harness/signing-key.js';
import { SpawnedServer } from './harness/spawned-server.js';

const RETRYING = 'Unable to connect to the database. Message: connect ECONNREFUSED';

whereThereIs(
  sharedDatabases(),
  'a server whose $dialect comes late, goes, and comes back',
  (database) => {
    const key = SigningKey.rsa();
    const account: Account = newAccount('patient');
    let throwAway: ThrowAwayDatabase;
    let proxy: StallableProxy;
    let server: SpawnedServer;
    let session: OpenSession;

    const get = (path: string): Promise<Answer> => server.send({ method: 'GET', path });
    const indexAge = async (): Promise<number> => {
      const { text } = await get('/metrics');
      return Number(/^portcullis_revocation_index_age_seconds ([\d.]+)$/m.exec(text)?.[1]);
    };
    const readiness = async (): Promise<number> => (await get('/health/ready')).status;

    beforeAll(async () => {
      throwAway = await database.create();
      const url = new URL(throwAway.url);
      proxy = await stallableProxy(url.hostname, Number(url.port));
      proxy.close();
      url.host = `127.0.0.1:${proxy.port}`;
      server = SpawnedServer.launch({ databaseUrl: url.href, keysDirectory: key.directory });
      await server.logged(RETRYING);
      await proxy.reopen();
      await server.listening();
      await register(server, account);
    });

    beforeEach(async () => {
      session = await login(server, 'token-pair', account);
      proxy.close();
      await eventually(async () => (await readiness()) === 503);
    });

    afterEach(async () => {
      await proxy.reopen();
      await eventually(async () => (await readiness()) === 200);
    });

    afterAll(async () => {
      expect(await server.stop()).toBe(0);
      proxy.close();
      key.remove();
      await throwAway.drop();
    });

    it('says that it is not ready, but lives and can validate', async () => {
      const ready = await get('/health/ready');
      expect(ready.value('checks')).toEqual({ database: 'down', keys: 'up' });
      expect((await get('/health/ready/validation')).status).toBe(200);
      expect((await get('/health/live')).status).toBe(200);
    });

    it('goes on validating tokens and publishing its key', async () => {
      expect(await validation(server, session.accessToken)).toBe(200);
      expect((await get(ROUTES.jwks)).status).toBe(200);
    });

    it('answers at once what needs no database while that hangs', async () => {
      await proxy.reopen();
      await eventually(async () => (await readiness()) === 200);
      proxy.stall();
      let answered = false;
      const waiting = server
        .send({ path: ROUTES.token, json: account })
        .finally(() => (answered = true));
      for (let n = 0; n < 20; n += 1) {
        expect(await validation(server, session.accessToken)).toBe(200);
        expect(await validation(server, `${session.accessToken}x`)).toBe(401);
        for (const path of ['/health/live', '/health/ready/validation', ROUTES.jwks]) {
          expect((await get(path)).status).toBe(200);
        }
      }
      expect(answered).toBe(false);
      proxy.close();
      await waiting;
    });

    it('answers whatever needs the database with 500, in the dialect of whoever asks', async () => {
      const { refreshToken } = session;
      const accept = BEARER_COOKIE_TYPE;
      const failures = [
        [{ path: ROUTES.token, json: account }, fault(ROUTES.token, INTERNAL)],
        [{ path: ROUTES.login, json: account, headers: { accept } }, fault(ROUTES.login, INTERNAL)],
        [{ path: ROUTES.login, json: account }, envelopeFault(ROUTES.login, ENVELOPE_INTERNAL)],
        [
          { path: ROUTES.envelopeRefresh, json: { refreshToken } },
          envelopeFault(ROUTES.envelopeRefresh, ENVELOPE_INTERNAL),
        ],
        [{ path: ROUTES.flagLogin, json: account }, flagFault(500, INTERNAL.message)],
        [{ path: ROUTES.flagRefresh, json: { refreshToken } }, flagFault(500, INTERNAL.message)],
        [
          { path: ROUTES.logout, headers: bearer(session.accessToken) },
          fault(ROUTES.logout, INTERNAL),
        ],
      ] as const;
      for (const [request, expected] of failures) {
        expectAnswer(await server.send(request), expected);
      }
    });

    it('takes up again by itself, with the sessions that were open before', async () => {
      expect((await refreshByBody(server, session.refreshToken)).status).toBe(500);
      await proxy.reopen();
      await eventually(async () => (await readiness()) === 200);
      expect((await refreshByBody(server, session.refreshToken)).status).toBe(200);
    });

    it('says once that the database went and once that it came back', async () => {
      // Meanwhile, the revocations have been asked for in vain several times.
      await eventually(async () => (await indexAge()) > 2);
      await proxy.reopen();
      await eventually(async () => (await readiness()) === 200 && (await indexAge()) < 1);
      for (const news of [/Revocation polling (fails|recovered)/g, /database is (down|up)/g]) {
        const told = [...server.log.matchAll(news)].map(([, what]) => what);
        expect(told.length).toBeGreaterThan(0);
        expect(told.filter((what, index) => what === told[index + 1])).toEqual([]);
      }
    });

    it('logs no password and no token', () => {
      expect(server.log).toContain('ECONNREFUSED');
      expect(server.log).not.toContain(account.password);
      expect(server.log).not.toContain(session.refreshToken);
      expect(server.log).not.toContain('eyJ');
    });
  },
);

describe('a server that starts', () => {
  const failure = (code: string): Error => Object.assign(new Error('no'), { code });

  it.each(['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'PROTOCOL_CONNECTION_LOST'])(
    'waits for a database that is not there (%s)',
    (code) => {
      expect(isUnreachable(failure(code))).toBe(true);
    },
  );

  it.each(['ER_ACCESS_DENIED_ERROR', 'ER_BAD_DB_ERROR', 'SQLITE_NOTADB'])(
    'does not wait for one that refuses it (%s)',
    (code) => {
      expect(isUnreachable(failure(code))).toBe(false);
    },
  );
});
