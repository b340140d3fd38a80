import { AccountAdministration } from '../../src/accounts/account-administration.js';
import { AuditErasure } from '../../src/audit/erasure/audit-erasure.js';
import { type Account, newAccount, register } from './harness/accounts.js';
import { BY_OPERATOR } from './harness/clients.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { decode } from './harness/jwt.js';
import { ROUTES } from './harness/routes.js';
import { bearer, login, type OpenSession } from './harness/sessions.js';

interface Item {
  readonly type: string;
  readonly userId: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0';

onEachDatabase('the audit trail after an erasure', (database) => {
  const server = useServer(database);
  let account: Account;
  let session: OpenSession;
  let id: string;
  let auditor: string;

  const uidOf = ({ accessToken }: OpenSession): string => String(decode(accessToken).claims.uid);

  async function tokenWith(role: string): Promise<string> {
    const person = await register(server(), newAccount(role));
    const opened = await login(server(), 'token-pair', person);
    const change = { add: [role], remove: [] };
    await server().resolve(AccountAdministration).changeRoles(uidOf(opened), change, BY_OPERATOR);
    return opened.accessToken;
  }

  beforeAll(async () => {
    auditor = await tokenWith('auditor');
  });

  beforeEach(async () => {
    account = await register(server(), newAccount('watched'));
    session = await login(server(), 'token-pair', account);
    id = uidOf(session);
  });

  const get = (path: string, token = auditor) => server().get(path, bearer(token));

  async function read(query: string): Promise<readonly Item[]> {
    const answer = await get(`${ROUTES.audit}?${query}`);
    if (answer.status !== 200) throw new Error(answer.text);
    return answer.value('events') as readonly Item[];
  }

  async function failedLogin(headers: Readonly<Record<string, string>> = {}): Promise<void> {
    const json = { username: account.username, password: 'not the right one' };
    await server().send({ path: ROUTES.token, json, headers });
  }

  const erase = () => server().resolve(AuditErasure).ofUser(id, BY_OPERATOR);

  it('shows that address and user agent were there, and nothing of them', async () => {
    await failedLogin({ 'user-agent': FIREFOX });
    await erase();
    const erased = { address: null, userAgent: null, erased: true };
    const said = { type: 'personal-fields-erased', details: { events: 3 }, erased: false };
    const found = await read(`user=${id}`);
    expect(found).toMatchObject([
      said,
      { type: 'login-failed', ...erased },
      { type: 'login-succeeded', ...erased },
      { type: 'user-registered', ...erased },
    ]);
    const exported = await get(`${ROUTES.auditExport}?user=${id}`);
    expect(exported.text.trimEnd().split('\n')).toEqual(
      found.map((event) => JSON.stringify(event)),
    );
    expect(await read(`user=${id}&address=127.0.0.0/8`)).toEqual([]);
  });

  it('shows the owner no address, and no device', async () => {
    await failedLogin({ 'user-agent': FIREFOX });
    await erase();
    const answer = await get(ROUTES.activity, session.accessToken);
    expect(answer.value('events')).toMatchObject([
      { type: 'personal-fields-erased', outcome: 'success' },
      { type: 'login-failed', address: null, device: null },
      { type: 'login-succeeded', address: null, device: null },
      { type: 'user-registered', address: null, device: null },
    ]);
  });

  it('keeps the digest of a name that no account has where it was not erased', async () => {
    const json = { username: 'no-such-account', password: 'not the right one' };
    await server().send({ path: ROUTES.token, json });
    const [latest] = await read('type=login-failed&limit=1');
    expect(latest?.details).toMatchObject({ name: expect.stringMatching(/^[\w-]{43}$/) });
  });
});
