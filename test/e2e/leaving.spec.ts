import { DataSource } from 'typeorm';
import { AccountRemoval } from '../../src/accounts/leaving/account-removal.js';
import { Users } from '../../src/users/users.js';
import { type Account, credentialsOf } from './harness/accounts.js';
import {
  administer,
  administrator,
  codeOf,
  eventsOf,
  type LoggedIn,
  person,
  userPath,
} from './harness/administration.js';
import type { Answer } from './harness/answer.js';
import { enrol } from './harness/authenticator-app.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { envelopeFault, fault, flagFault } from './harness/expected-faults.js';
import { aTimestamp, expectAnswer } from './harness/golden.js';
import { useMailbox } from './harness/mailbox.js';
import { ROUTES } from './harness/routes.js';
import { Directory } from './harness/scim.js';
import { bearer, login, refreshByBody, requestLogin, validation } from './harness/sessions.js';
import { DAY, MINUTE } from './harness/test-clock.js';
import { TestServer } from './harness/test-server.js';

const CLOSING = {
  status: 403,
  errorCode: 'ACCOUNT_CLOSING',
  message: 'The account is about to be deleted, unless its owner keeps it.',
};

/** Every row that there is; pages of a SQLite file that are free hold more. */
async function rowsOf(dataSource: DataSource): Promise<string> {
  const tables = dataSource.entityMetadatas.map(({ tableName }) => tableName);
  const rows = tables.map((table) => dataSource.query<unknown>(`SELECT * FROM ${table}`));
  return JSON.stringify(await Promise.all(rows));
}

onEachDatabase('an owner who leaves', (database) => {
  const mailbox = useMailbox();
  const seconds: TestServer[] = [];
  // Closed with the first one: they share what a process has once.
  afterAll(() => Promise.all(seconds.map((second) => second.close())));
  const server = useServer(database, {}, () => mailbox().settings);

  const leave = ({ token }: LoggedIn, headers = {}): Promise<Answer> =>
    server().send({ method: 'DELETE', path: ROUTES.me, headers: { ...bearer(token), ...headers } });
  const keep = (account: Account): Promise<Answer> =>
    server().post(ROUTES.keepAccount, credentialsOf(account));
  const round = (): Promise<void> => server().resolve(AccountRemoval).round();
  const typesOf = async (id: string): Promise<readonly string[]> =>
    (await eventsOf(server(), id)).map(({ type }) => type);

  it('is logged out everywhere, and told by mail until when the account can be kept', async () => {
    const owner = await person(server());
    const other = await login(server(), 'token-pair', owner.account);
    const answer = await leave(owner);
    expect([answer.status, answer.body]).toEqual([202, { deletionAt: aTimestamp }]);
    const left = Date.parse(answer.string('deletionAt')) - server().clock.now();
    expect(Math.round(left / 86_400_000)).toBe(30);
    expect(await validation(server(), owner.token)).toBe(401);
    expect(await validation(server(), other.accessToken)).toBe(401);
    expect((await refreshByBody(server(), other.refreshToken)).status).toBe(401);
    const mail = await mailbox().nth(owner.account.email, 1);
    expect(mail.header('Subject')).toContain('will be deleted');
    expect(mail.words).toContain('deleted in 30 days');
  });

  it('hears at a login, in the words of each contract, that the account is closing', async () => {
    const owner = await person(server());
    await leave(owner);
    const at = (contract: Parameters<typeof requestLogin>[1]) =>
      requestLogin(server(), contract, credentialsOf(owner.account));
    expectAnswer(await at('token-pair'), fault(ROUTES.token, CLOSING));
    expectAnswer(await at('bearer-cookie'), fault(ROUTES.login, CLOSING));
    expectAnswer(await at('envelope'), envelopeFault(ROUTES.login, CLOSING));
    expectAnswer(await at('combined'), envelopeFault(ROUTES.login, CLOSING));
    expectAnswer(await at('success-flag'), flagFault(403, CLOSING.message));
    const wrong = { ...credentialsOf(owner.account), password: 'not-the-password' };
    expect(codeOf(await requestLogin(server(), 'token-pair', wrong))).toEqual([
      401,
      'INVALID_CREDENTIALS',
    ]);
  });

  it('keeps the account by its password, and logs in after that', async () => {
    const owner = await person(server());
    await leave(owner, { 'accept-language': 'de' });
    expect((await mailbox().nth(owner.account.email, 1)).words).toContain('30 Tage');
    expect(codeOf(await keep({ ...owner.account, password: 'not-the-password' }))).toEqual([
      401,
      'INVALID_CREDENTIALS',
    ]);
    const kept = await keep(owner.account);
    expect([kept.status, kept.text]).toEqual([204, '']);
    expect((await keep(owner.account)).status).toBe(204);
    server().clock.advance(31 * DAY);
    await round();
    await login(server(), 'token-pair', owner.account);
    expect((await mailbox().nth(owner.account.email, 2)).header('Subject')).toContain('stays');
    const kinds = (await typesOf(owner.id)).filter((type) => type.startsWith('account-'));
    expect(kinds).toEqual(['account-deletion-requested', 'account-deletion-cancelled']);
  });

  it('is kept by an administrator too, and shut for good by one who disables the account', async () => {
    const admin = await administrator(server());
    const [kept, shut] = [await person(server()), await person(server())];
    const post = (path: string) => administer(server(), admin, { method: 'POST', path });
    for (const each of [kept, shut]) await leave(each);
    const seen = await administer(server(), admin, { method: 'GET', path: userPath(kept.id) });
    expect(seen.body).toMatchObject({ disabledAt: aTimestamp, deletionAt: aTimestamp });
    expect((await post(userPath(kept.id, '/enable'))).value('deletionAt')).toBeNull();
    await post(userPath(shut.id, '/disable'));
    expect(codeOf(await keep(shut.account))).toEqual([401, 'INVALID_CREDENTIALS']);
    server().clock.advance(31 * DAY);
    await round();
    await login(server(), 'token-pair', kept.account);
    expect(await typesOf(shut.id)).not.toContain('user-deleted');
  });

  it('is deleted when it is time, once, by whichever instance is first, and leaves nothing to read', async () => {
    const owner = await person(server(), 'goodbye');
    await leave(owner);
    await mailbox().nth(owner.account.email, 1);
    server().clock.advance(29 * DAY);
    await round();
    expect(codeOf(await requestLogin(server(), 'token-pair', owner.account))).toEqual([
      403,
      'ACCOUNT_CLOSING',
    ]);
    server().clock.advance(DAY + MINUTE);
    const { key, clock, databaseUrl } = server();
    const second = await TestServer.start({
      key,
      clock,
      databaseUrl,
      settings: mailbox().settings,
    });
    await Promise.all([round(), second.resolve(AccountRemoval).round(), round()]);
    seconds.push(second);
    expect((await requestLogin(server(), 'token-pair', owner.account)).status).toBe(401);
    const deletions = (await typesOf(owner.id)).filter((type) => type === 'user-deleted');
    expect(deletions).toEqual(['user-deleted']);
    expect((await mailbox().nth(owner.account.email, 2)).header('Subject')).toContain('is deleted');
    const again = await server().post(ROUTES.register, owner.account);
    expect(codeOf(again)).toEqual([400, 'USERNAME_TAKEN']);

    // The trail is erased once all of it is in its chain.
    server().clock.advance(20 * MINUTE);
    await round();
    const sql = `SELECT DISTINCT address FROM audit_events WHERE user_id = ? AND address <> ''`;
    const rows = await server()
      .resolve(DataSource)
      .query<{ readonly address: string }[]>(sql, [owner.id]);
    expect(rows.map(({ address }) => address)).toEqual(['schedule']);
    const due = 'SELECT user_id FROM due_erasures';
    expect(await server().resolve(DataSource).query(due)).toEqual([]);
    const dump = await rowsOf(server().resolve(DataSource));
    expect(dump).not.toContain(owner.account.username);
    expect(dump).not.toContain(owner.account.email);
  });

  it('stays, name and all, where the account is kept at the moment of its deletion', async () => {
    const owner = await person(server());
    await leave(owner);
    server().clock.advance(30 * DAY + MINUTE);
    const retired = async (): Promise<unknown[]> =>
      server().resolve(DataSource).query<unknown[]>('SELECT digest FROM retired_names');
    const before = (await retired()).length;
    const users = server().resolve(Users);
    const due = users.dueForDeletion.bind(users);
    const looking = jest.spyOn(users, 'dueForDeletion').mockImplementation(async (...asked) => {
      const found = await due(...asked);
      expect((await keep(owner.account)).status).toBe(204);
      return found;
    });
    await round();
    looking.mockRestore();
    await login(server(), 'token-pair', owner.account);
    expect(await typesOf(owner.id)).not.toContain('user-deleted');
    expect(await retired()).toHaveLength(before);
  });

  it('shows a fresh proof of it, with a second factor where there is one', async () => {
    const owner = await person(server());
    server().clock.advance(5 * MINUTE);
    expect(codeOf(await leave(owner))).toEqual([401, 'INSUFFICIENT_AUTHENTICATION']);
    const { accessToken } = await login(server(), 'token-pair', owner.account);
    await enrol(server(), server().clock, accessToken);
    expect(codeOf(await leave({ ...owner, token: accessToken }))).toEqual([
      401,
      'INSUFFICIENT_AUTHENTICATION',
    ]);
    expect(codeOf(await server().send({ method: 'DELETE', path: ROUTES.me }))).toEqual([
      401,
      'INVALID_TOKEN',
    ]);
  });

  it('stays where the account came from a directory', async () => {
    const owner = await person(server());
    const directory = await Directory.of(server());
    await directory.patch(owner.id, { op: 'replace', value: { externalId: owner.id } });
    expect(codeOf(await leave(owner))).toEqual([403, 'PROVISIONED_ACCOUNT']);
    expect(await validation(server(), owner.token)).toBe(200);
  });

  it('stays where no other administrator would be left', async () => {
    await server().resolve(DataSource).query(`UPDATE users SET roles = '["user"]'`);
    const last = await administrator(server());
    expect(codeOf(await leave(last))).toEqual([400, 'LAST_ADMINISTRATOR']);
    await administrator(server());
    expect((await leave(last)).status).toBe(202);
  });
});

onEachDatabase('an owner who leaves at once (DELETION_GRACE_DAYS=0)', (database) => {
  const mailbox = useMailbox();
  const server = useServer(database, {}, () => ({ ...mailbox().settings, deletionGraceDays: 0 }));

  it('is gone with the answer', async () => {
    const owner = await person(server());
    const answer = await server().send({
      method: 'DELETE',
      path: ROUTES.me,
      headers: bearer(owner.token),
    });
    expect(answer.status).toBe(202);
    const sql = 'SELECT id FROM users WHERE id = ?';
    expect(await server().resolve(DataSource).query(sql, [owner.id])).toEqual([]);
    expect(codeOf(await requestLogin(server(), 'token-pair', owner.account))).toEqual([
      401,
      'INVALID_CREDENTIALS',
    ]);
    expect((await mailbox().nth(owner.account.email, 1)).header('Subject')).toContain('is deleted');
  });
});
