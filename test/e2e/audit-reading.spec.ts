import { personWithRole } from './harness/administration.js';
import { FIREFOX, type ShownEvent, useAuditedAccount } from './harness/audited-account.js';
import { AuditSearch } from '../../src/audit/search/audit-search.js';
import { AccountAdministration } from '../../src/accounts/account-administration.js';
import { BY_OPERATOR, newClient, serviceToken } from './harness/clients.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { decode } from './harness/jwt.js';
import { ROUTES } from './harness/routes.js';

onEachDatabase('the audit trail', (database) => {
  const server = useServer(database);
  const { auditor, watched, get, read, failedLogin } = useAuditedAccount(server);

  afterEach(() => {
    jest.restoreAllMocks();
  });

  describe('read by an auditor', () => {
    it('shows what happened at an account, the newest first', async () => {
      await failedLogin();
      const answer = await get(`${ROUTES.audit}?user=${watched().id}&limit=2`);
      expect([answer.status, answer.header('cache-control')]).toEqual([200, 'no-store']);
      expect(answer.value('events')).toEqual([
        {
          id: expect.any(String),
          at: expect.stringMatching(/^20.*Z$/),
          type: 'login-failed',
          outcome: 'failure',
          userId: watched().id,
          sessionId: null,
          details: { contract: 'token-pair', cause: 'wrong-password' },
          address: '127.0.0.1',
          userAgent: null,
          requestId: expect.any(String),
          chain: expect.stringMatching(/^[\w-]{22}$/),
          seq: expect.any(Number),
          erased: false,
        },
        expect.objectContaining({ type: 'login-succeeded', outcome: 'success' }),
      ]);
    });

    it('goes on with the cursor, without an end in between', async () => {
      await failedLogin();
      const seen: unknown[] = [];
      let query = '';
      do {
        const page = await get(`${ROUTES.audit}?user=${watched().id}&limit=1${query}`);
        seen.push(...(page.value('events') as readonly ShownEvent[]).map(({ type }) => type));
        const cursor = page.value('nextCursor') as string | null;
        query = cursor === null ? '' : `&cursor=${cursor}`;
      } while (query !== '');
      expect(seen).toEqual(['login-failed', 'login-succeeded', 'user-registered']);
    });

    it('finds by kind, outcome, session, address and time', async () => {
      await failedLogin();
      const sid = String(decode(watched().token).claims.sid);
      const all = await read(`user=${watched().id}`);
      expect(await read(`user=${watched().id}&outcome=failure`)).toHaveLength(1);
      expect(await read(`user=${watched().id}&type=login-failed,user-registered`)).toHaveLength(2);
      expect(await read(`session=${sid}`)).toHaveLength(1);
      expect(await read(`user=${watched().id}&address=127.0.0.0/8`)).toEqual(all);
      expect(await read(`user=${watched().id}&address=192.0.2.1`)).toEqual([]);
      expect(await read(`user=${watched().id}&until=2001-01-01`)).toEqual([]);
      expect(await read(`user=${watched().id}&from=2001-01-01T00:00:00%2B02:00`)).toEqual(all);
    });

    it('is in the trail itself, with who read what', async () => {
      await read(`user=${watched().id}&type=login-failed`);
      const [latest] = await read('type=audit-read');
      expect(latest).toMatchObject({
        userId: null,
        details: {
          criteria: `userId=${watched().id} types=login-failed`,
          events: 0,
          actor_user_id: auditor().id,
        },
      });
      expect(await read(`type=audit-read&actor=${auditor().id}&limit=1`)).toHaveLength(1);
    });

    it.each([
      'type=login',
      'outcome=maybe',
      'address=300.1.1.1',
      'from=yesterday',
      'from=2026-02-31T25:00:00Z',
      'user=a&user=b',
      "user='",
      'usr=a',
      'cursor=x',
      'limit=0',
      'limit=101',
    ])('refuses %s, and records no reading', async (query) => {
      const before = await read('type=audit-read&limit=1');
      const answer = await get(`${ROUTES.audit}?${query}`);
      expect([answer.status, answer.value('errorCode')]).toEqual([400, 'VALIDATION_FAILED']);
      const [, after] = await read('type=audit-read&limit=2');
      expect([after]).toEqual(before);
    });
  });

  describe('exported', () => {
    it('is one JSON text a line, in full', async () => {
      await failedLogin();
      const answer = await get(`${ROUTES.auditExport}?user=${watched().id}`);
      expect(answer.header('content-type')).toMatch(/^application\/jsonl/);
      expect(answer.header('content-disposition')).toBe('attachment; filename="audit.jsonl"');
      const lines = answer.text.trimEnd().split('\n');
      const events = lines.map((line) => JSON.parse(line) as ShownEvent);
      expect(events.map(({ type }) => type)).toEqual([
        'login-failed',
        'login-succeeded',
        'user-registered',
      ]);
      expect(events).toEqual(await read(`user=${watched().id}`));
    });

    it('is a table in which no cell is a formula', async () => {
      await failedLogin({ 'user-agent': '=cmd|A0,"x' });
      const answer = await get(
        `${ROUTES.auditExport}?user=${watched().id}&format=csv&outcome=failure`,
      );
      expect(answer.header('content-type')).toMatch(/^text\/csv/);
      const [head, row, ...rest] = answer.text.trimEnd().split('\n');
      expect(head).toBe(
        'id,at,type,outcome,userId,sessionId,address,userAgent,requestId,details,chain,seq,erased',
      );
      expect(row).toContain(`,"'=cmd|A0,""x",`);
      expect(rest).toEqual([]);
    });

    it('is in the trail, with who exported what', async () => {
      await get(`${ROUTES.auditExport}?user=${watched().id}&format=csv`);
      const [latest] = await read('type=audit-exported&limit=1');
      expect(latest?.details).toEqual({
        criteria: `userId=${watched().id}`,
        format: 'csv',
        actor_user_id: auditor().id,
      });
    });

    it.each(['jsonl', 'csv'])(
      'as %s fails in the standard way before its first event',
      async (format) => {
        jest
          .spyOn(server().resolve(AuditSearch), 'page')
          .mockRejectedValueOnce(new Error('SELECT x'));
        const answer = await get(`${ROUTES.auditExport}?format=${format}`);
        expect([answer.status, answer.value('errorCode')]).toEqual([500, 'INTERNAL_ERROR']);
        expect(answer.header('content-disposition')).toBe('');
        expect(answer.text).not.toContain('SELECT');
      },
    );

    it.each(['jsonl', 'csv'])('as %s breaks off where it fails later', async (format) => {
      const search = server().resolve(AuditSearch);
      const page = search.page.bind(search);
      jest
        .spyOn(search, 'page')
        .mockImplementationOnce(async (criteria, before) => {
          const { events, next } = await page(criteria, before, 1);
          // More than any buffer on the way takes.
          return { events: Array.from({ length: 20_000 }, () => events).flat(), next };
        })
        .mockRejectedValueOnce(new Error('SELECT x'));
      await expect(
        get(`${ROUTES.auditExport}?user=${watched().id}&format=${format}`),
      ).rejects.toThrow();
    });

    it.each(['format=xml', 'format=csv&limit=3'])('refuses %s', async (query) => {
      const answer = await get(`${ROUTES.auditExport}?${query}`);
      expect([answer.status, answer.value('errorCode')]).toEqual([400, 'VALIDATION_FAILED']);
    });
  });

  describe('asked for by others', () => {
    const serviceWith = async (scope: string, audience = 'http://localhost:3000') => {
      const client = await newClient(server(), { audiences: [audience], scopes: [scope] });
      return serviceToken(server(), client);
    };

    it.each([ROUTES.audit, ROUTES.auditExport])('%s is forbidden to people', async (path) => {
      expect((await get(path, watched().token)).status).toBe(403);
      expect((await server().get(path)).status).toBe(401);
    });

    it.each([ROUTES.audit, ROUTES.auditExport])('%s needs its scope', async (path) => {
      expect((await get(path, await serviceWith('audit:read'))).status).toBe(200);
      expect((await get(path, await serviceWith('users:read'))).status).toBe(403);
      expect((await get(path, await serviceWith('audit:read', 'orders'))).status).toBe(403);
    });

    it('is open to administrators', async () => {
      const { token } = await personWithRole(server(), 'admin');
      expect((await get(ROUTES.audit, token)).status).toBe(200);
    });

    it('is closed to an auditor from the moment the role is gone', async () => {
      const { id, token } = await personWithRole(server(), 'auditor');
      const change = { add: [], remove: ['auditor'] };
      await server().resolve(AccountAdministration).changeRoles(id, change, BY_OPERATOR);
      expect((await get(ROUTES.audit, token)).status).toBe(403);
    });
  });

  describe('of an account, for its owner', () => {
    it('shows what happened at it, and nothing of others', async () => {
      await failedLogin({ 'user-agent': FIREFOX });
      const answer = await get(ROUTES.activity, watched().token);
      expect(answer.status).toBe(200);
      expect(answer.value('events')).toEqual([
        {
          at: expect.any(String),
          type: 'login-failed',
          outcome: 'failure',
          sessionId: null,
          current: false,
          device: 'Firefox on Windows',
          address: '127.0.0.1',
        },
        expect.objectContaining({ type: 'login-succeeded', current: true }),
        expect.objectContaining({ type: 'user-registered', current: false }),
      ]);
    });

    it('needs an access token of a person', async () => {
      expect((await server().get(ROUTES.activity)).status).toBe(401);
    });
  });
});
