import { type Account, newAccount, register } from './harness/accounts.js';
import { auditedTypes } from './harness/audited-types.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { fault, INVALID_TOKEN, NOT_FOUND } from './harness/expected-faults.js';
import { aTimestamp, expectAnswer } from './harness/golden.js';
import { decode } from './harness/jwt.js';
import { ROUTES } from './harness/routes.js';
import {
  bearer,
  CONTRACTS,
  cookieHeader,
  login,
  type OpenSession,
  refreshByBody,
  validation,
} from './harness/sessions.js';
import { MINUTE } from './harness/test-clock.js';
import type { TestServer } from './harness/test-server.js';

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0';

const sidOf = ({ accessToken }: OpenSession): string => String(decode(accessToken).claims.sid);

interface Listed {
  readonly id: string;
  readonly current: boolean;
}

async function listed(server: TestServer, session: OpenSession, query = ''): Promise<Listed[]> {
  const answer = await server.get(`${ROUTES.sessions}${query}`, bearer(session.accessToken));
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.value('sessions') as Listed[];
}

const end = (server: TestServer, by: OpenSession, id: string) =>
  server.send({
    method: 'DELETE',
    path: `${ROUTES.sessions}/${id}`,
    headers: bearer(by.accessToken),
  });

onEachDatabase('the sessions of an account', (database) => {
  const server = useServer(database);
  let account: Account;
  const open = (): Promise<OpenSession> => login(server(), 'token-pair', account);

  beforeEach(async () => {
    account = await register(server(), newAccount('owner'));
  });

  it('are listed with what their owner knows them by', async () => {
    const answer = await server().send({
      path: ROUTES.token,
      headers: { 'user-agent': FIREFOX },
      json: { username: account.username, password: account.password },
    });
    const accessToken = answer.string('accessToken');
    const list = await server().get(ROUTES.sessions, bearer(accessToken));
    expect(list.status).toBe(200);
    expect(list.header('cache-control')).toBe('no-store');
    expect(list.value('nextCursor')).toBeNull();
    expect(list.value('sessions', '0')).toEqual({
      id: decode(accessToken).claims.sid,
      device: 'Firefox on Windows',
      firstAddress: '127.0.0.1',
      lastAddress: '127.0.0.1',
      createdAt: aTimestamp,
      lastUsedAt: aTimestamp,
      expiresAt: expect.stringMatching(/^20/),
      contract: 'token-pair',
      current: true,
    });
  });

  it.each(CONTRACTS)('of %s are told apart by which one asks', async (contract) => {
    const [mine, other] = [await login(server(), contract, account), await open()];
    const sessions = await listed(server(), mine);
    expect(sessions.filter(({ current }) => current).map(({ id }) => id)).toEqual([sidOf(mine)]);
    expect(sessions.map(({ id }) => id)).toContain(sidOf(other));
  });

  it('come in pages, the newest first, each once', async () => {
    const opened: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      opened.unshift(sidOf(await open()));
      server().clock.advance(1);
    }
    const asking = await open();
    const seen: string[] = [];
    let query = '?limit=3';
    while (query !== '') {
      const page = await server().get(`${ROUTES.sessions}${query}`, bearer(asking.accessToken));
      seen.push(...(page.value('sessions') as Listed[]).map(({ id }) => id));
      const next = page.value('nextCursor');
      query = typeof next === 'string' ? `?limit=3&cursor=${next}` : '';
    }
    // The last one was opened by registering.
    expect(seen.slice(0, -1)).toEqual([sidOf(asking), ...opened]);
    expect(new Set(seen).size).toBe(7);
  });

  it.each(['limit=0', 'limit=101', 'limit=x', 'limit=1&limit=2', 'cursor=', 'cursor=../etc'])(
    'are not listed by %s',
    async (query) => {
      const { accessToken } = await open();
      const answer = await server().get(`${ROUTES.sessions}?${query}`, bearer(accessToken));
      expect([answer.status, answer.value('errorCode')]).toEqual([400, 'VALIDATION_FAILED']);
    },
  );

  it('that have ended or expired are not listed', async () => {
    const [asking, ended] = [await open(), await open()];
    await server().send({ path: ROUTES.logout, headers: bearer(ended.accessToken) });
    expect((await listed(server(), asking)).map(({ id }) => id)).not.toContain(sidOf(ended));
  });

  it('end one by one, and again without a fault', async () => {
    const [mine, other] = [await open(), await open()];
    const first = await end(server(), mine, sidOf(other));
    expect({ status: first.status, text: first.text }).toEqual({ status: 204, text: '' });
    expect(await validation(server(), other.accessToken)).toBe(401);
    expect((await refreshByBody(server(), other.refreshToken)).status).toBe(401);
    expect(await validation(server(), mine.accessToken)).toBe(200);
    expect((await end(server(), mine, sidOf(other))).status).toBe(204);
  });

  it('of another account cannot be ended, nor be told from none', async () => {
    const stranger = await login(server(), 'token-pair', await register(server()));
    const mine = await open();
    for (const id of [sidOf(stranger), '01980c5e-7d1a-7c3e-9f52-3b6f0a8c41d8', 'x']) {
      const path = `${ROUTES.sessions}/${id}`;
      expectAnswer(await end(server(), mine, id), fault(path, NOT_FOUND));
    }
    expect(await validation(server(), stranger.accessToken)).toBe(200);
  });

  it.each([
    ['nothing', () => ({})],
    ['a refresh token', ({ refreshToken }: OpenSession) => bearer(refreshToken)],
    ['a cookie', ({ accessToken }: OpenSession) => cookieHeader(accessToken, 'Auth-Access-Token')],
  ])('are not shown to %s', async (_name, headers) => {
    const answer = await server().get(ROUTES.sessions, headers(await open()));
    expect(answer.status).toBe(401);
    expectAnswer(
      answer,
      fault(ROUTES.sessions, { ...INVALID_TOKEN, message: answer.string('message') }),
    );
  });

  describe.each([ROUTES.logout, ROUTES.refreshLogout])('end by %s', (path) => {
    const leave = ({ refreshToken }: OpenSession, scope?: unknown) =>
      server().send({ path, json: { refreshToken, scope } });
    const states = (sessions: readonly OpenSession[]): Promise<number[]> =>
      Promise.all(sessions.map(({ accessToken }) => validation(server(), accessToken)));

    it.each([
      [undefined, [401, 200, 200]],
      ['this', [401, 200, 200]],
      ['others', [200, 401, 401]],
      ['all', [401, 401, 401]],
    ])('with the scope %s as it says', async (scope, expected) => {
      const sessions = [await open(), await open(), await open()];
      const [leaving] = sessions;
      if (leaving === undefined) throw new Error('no session');
      const answer = await leave(leaving, scope);
      expect(answer.status).toBe(204);
      expect(answer.cookies.length > 0).toBe(scope !== 'others');
      expect(await states(sessions)).toEqual(expected);
    });

    it.each(['everything', '', 1, null, ['all']])('not at all with the scope %j', async (scope) => {
      const session = await open();
      const answer = await leave(session, scope);
      expect([answer.status, answer.value('errorCode')]).toEqual([400, 'VALIDATION_FAILED']);
      expect(await states([session])).toEqual([200]);
    });

    it('not by a token whose own session has ended', async () => {
      const [stolen, other] = [await open(), await open()];
      await leave(stolen);
      expect((await leave(stolen, 'all')).status).toBe(401);
      expect(await states([other])).toEqual([200]);
    });
  });
});

onEachDatabase('a limit of sessions', (database) => {
  const server = useServer(database, { settings: { sessionLimit: 2 } });

  it('ends the oldest ones of the account, and says so in the audit trail', async () => {
    const account = await register(server());
    const opened: OpenSession[] = [];
    for (let count = 0; count < 3; count += 1) {
      server().clock.advance(1);
      opened.push(await login(server(), 'token-pair', account));
    }
    const states = opened.map(({ accessToken }) => validation(server(), accessToken));
    expect(await Promise.all(states)).toEqual([401, 200, 200]);
    const types = await auditedTypes(server().databaseUrl, account.username);
    // Registering opened one as well.
    expect(types.filter((type) => type === 'session-revoked')).toHaveLength(2);
  });

  it('holds for logins at the same moment', async () => {
    const account = await register(server());
    const opened = await Promise.all(
      Array.from({ length: 4 }, () => login(server(), 'token-pair', account)),
    );
    const states = await Promise.all(
      opened.map(({ accessToken }) => validation(server(), accessToken)),
    );
    expect(states.filter((status) => status === 200)).toHaveLength(2);
  });
});

describe.each(['off', 'audit', 'refuse'] as const)('with SESSION_BINDING=%s', (sessionBinding) => {
  onEachDatabase('a refresh', (database) => {
    const server = useServer(database, {
      settings: { sessionBinding, trustProxy: ['127.0.0.1'] },
    });

    const refresh = (refreshToken: string, address: string, agent: string) =>
      server().send({
        path: ROUTES.refresh,
        json: { refreshToken },
        headers: { 'x-forwarded-for': address, 'user-agent': agent },
      });

    async function opened(): Promise<{ account: Account; token: string }> {
      const account = await register(server());
      const answer = await server().send({
        path: ROUTES.token,
        json: { username: account.username, password: account.password },
        headers: { 'x-forwarded-for': '198.51.100.7', 'user-agent': FIREFOX },
      });
      return { account, token: answer.string('refreshToken') };
    }

    const moves = async ({ username }: Account): Promise<readonly string[]> =>
      (await auditedTypes(server().databaseUrl, username)).filter(
        (type) => type === 'session-moved' || type === 'session-revoked',
      );

    it.each([
      ['another network', '203.0.113.9', FIREFOX],
      ['another user agent', '198.51.100.7', 'curl/8.5.0'],
    ])('from %s is told apart', async (_name, address, agent) => {
      const { account, token } = await opened();
      const moved = await refresh(token, address, agent);
      const expected = { off: [], audit: ['session-moved'], refuse: ['session-revoked'] };
      expect(moved.status).toBe(sessionBinding === 'refuse' ? 401 : 200);
      expect(await moves(account)).toEqual(expected[sessionBinding]);
      if (sessionBinding === 'refuse') return;
      // It lives there from now on.
      server().clock.advance(MINUTE);
      const again = await refresh(moved.string('refreshToken'), address, agent);
      expect(again.status).toBe(200);
      expect(await moves(account)).toEqual(expected[sessionBinding]);
    });

    it('by a newer version of the same browser, from the same place, is as before', async () => {
      const { account, token } = await opened();
      const newer = FIREFOX.replaceAll('133.0', '134.0');
      expect((await refresh(token, '198.51.100.7', newer)).status).toBe(200);
      expect(await moves(account)).toEqual([]);
    });
  });
});
