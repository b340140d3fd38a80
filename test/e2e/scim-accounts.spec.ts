import { DataSource } from 'typeorm';
import { newAccount, register } from './harness/accounts.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { decode } from './harness/jwt.js';
import { ROUTES } from './harness/routes.js';
import { CORE, Directory, entraUser, expectFault, USERS } from './harness/scim.js';
import { bearer, login, refreshByBody, requestLogin, validation } from './harness/sessions.js';
import { setRoles } from './harness/user-rows.js';

const DISABLE = { op: 'Replace', path: 'active', value: 'False' };

interface Audited {
  readonly type: string;
  readonly details: string;
}

onEachDatabase('an account that a directory provisions', (database) => {
  const server = useServer(database);
  let directory: Directory;

  beforeAll(async () => {
    directory = await Directory.of(server());
  });

  const query = <Row>(sql: string, ...values: readonly string[]): Promise<Row[]> =>
    server()
      .resolve(DataSource)
      .query(sql, [...values]);
  const idOf = (accessToken: string): string => String(decode(accessToken).claims.uid);
  const signedIn = async () => {
    const account = await register(server(), newAccount('held'));
    server().clock.advance(1);
    const session = await login(server(), 'token-pair', account);
    return { account, session, id: idOf(session.accessToken) };
  };

  it('is shut with its sessions, and the audit trail says by whom', async () => {
    const { account, session, id } = await signedIn();
    server().clock.advance(1);
    expect((await directory.patch(id, DISABLE)).value('active')).toBe(false);
    expect(await validation(server(), session.accessToken)).toBe(401);
    expect((await refreshByBody(server(), session.refreshToken)).status).toBe(401);
    expect((await requestLogin(server(), 'token-pair', account)).status).toBe(401);
    const events = await query<Audited>(
      `SELECT type, details FROM audit_events WHERE user_id = ?
       AND type IN ('user-disabled', 'session-revoked')`,
      id,
    );
    expect(events.map(({ type }) => type).toSorted()).toEqual([
      'session-revoked',
      'session-revoked',
      'user-disabled',
    ]);
    for (const { details } of events) {
      expect(JSON.parse(details)).toMatchObject({ actor_client_id: directory.client.id });
    }
    const enabled = await directory.patch(id, { op: 'Replace', path: 'active', value: 'True' });
    expect(enabled.value('active')).toBe(true);
    expect(await validation(server(), session.accessToken)).toBe(401);
    server().clock.advance(1000);
    expect((await requestLogin(server(), 'token-pair', account)).status).toBe(200);
  });

  it('stays open where its sessions cannot be ended', async () => {
    const { session, id } = await signedIn();
    await query('ALTER TABLE revocations RENAME TO hidden');
    const refused = await directory.patch(
      id,
      { ...DISABLE },
      { op: 'Add', path: 'displayName', value: 'X' },
    );
    await query('ALTER TABLE hidden RENAME TO revocations');
    expect(refused.status).toBe(500);
    const found = await directory.get(`${USERS}/${id}`);
    expect(found.body).toMatchObject({ active: true, meta: { version: 'W/"1"' } });
    expect(await validation(server(), session.accessToken)).toBe(200);
    expect((await refreshByBody(server(), session.refreshToken)).status).toBe(200);
  });

  it('may begin shut', async () => {
    const made = await directory.create({ ...entraUser(), active: 'False' });
    expect([made.status, made.value('active')]).toEqual([201, false]);
  });

  it('is not the last administrator’s to shut, to delete, or to take over', async () => {
    const { account, session, id } = await signedIn();
    await setRoles(server(), account.username, ['admin']);
    await query('INSERT INTO administrators (user_id) VALUES (?)', id);
    expectFault(await directory.patch(id, DISABLE), 400, 'mutability');
    const put = { schemas: [CORE], userName: account.username, active: false };
    expectFault(await directory.body('PUT', `${USERS}/${id}`, put), 400, 'mutability');
    const gone = await directory.send({ method: 'DELETE', path: `${USERS}/${id}` });
    expectFault(gone, 400, 'mutability');
    const password = { op: 'Replace', path: 'password', value: 'a-password-of-the-directory' };
    expectFault(await directory.patch(id, password), 403);
    expect(await validation(server(), session.accessToken)).toBe(200);
  });

  it('has another name, and does not give the one before away', async () => {
    const { account, session, id } = await signedIn();
    const value = `${account.username}.new`;
    const renamed = await directory.patch(id, { op: 'Replace', path: 'userName', value });
    expect([renamed.status, renamed.value('userName')]).toEqual([200, value]);
    const refreshed = await refreshByBody(server(), session.refreshToken);
    expect(decode(refreshed.string('accessToken')).claims).toMatchObject({ sub: value, uid: id });
    expectFault(
      await directory.create({ ...entraUser(), userName: account.username }),
      409,
      'uniqueness',
    );
    const again = { ...account, email: `other.${account.email}` };
    expect((await server().post(ROUTES.register, again)).status).toBe(400);
    const back = { op: 'Replace', path: 'userName', value: account.username };
    expectFault(await directory.patch(id, back), 409, 'uniqueness');
    const respelled = { op: 'Replace', path: 'userName', value: value.toUpperCase() };
    expect((await directory.patch(id, respelled)).value('userName')).toBe(value.toUpperCase());
  });

  it('is not called by the address of another account', async () => {
    const { account } = await signedIn();
    const taken = await directory.create({ ...entraUser(), userName: account.email });
    expectFault(taken, 409, 'uniqueness');
  });

  it('has an external id for each directory, which no other one sees', async () => {
    const other = await Directory.of(server());
    const user = entraUser();
    const id = (await directory.create(user)).string('id');
    const seen = await other.get(`${USERS}/${id}`);
    expect(seen.value('externalId')).toBeUndefined();
    expect(seen.value('name')).toBeUndefined();
    const filter = `externalId eq "${user.externalId}"`;
    expect((await other.find(filter)).value('totalResults')).toBe(0);
    const own = { op: 'Add', path: 'externalId', value: user.externalId };
    const second = (await other.create({ ...entraUser(), externalId: undefined })).string('id');
    expect((await other.patch(second, own)).value('externalId')).toBe(user.externalId);
    expect((await directory.find(filter)).value('totalResults')).toBe(1);
    expectFault(await other.patch(id, own), 409, 'uniqueness');
    await directory.send({ method: 'DELETE', path: `${USERS}/${id}` });
    expect(await query('SELECT user_id FROM provisioned_users WHERE user_id = ?', id)).toEqual([]);
  });

  it('is made once, by two requests at once', async () => {
    const [one, two] = [entraUser(), entraUser()];
    const same = { ...two, externalId: one.externalId };
    const answers = await Promise.all([directory.create(one), directory.create(same)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    const twins = await Promise.all([directory.create(two), directory.create(two)]);
    // One of them may be the one above.
    expect(twins.filter(({ status }) => status === 201).length).toBeLessThanOrEqual(1);
  });

  it('keeps what several requests change at once', async () => {
    const id = (await directory.create(entraUser())).string('id');
    const parts = ['givenName', 'familyName', 'middleName', 'honorificPrefix'];
    const answers = await Promise.all(
      parts.map((part) =>
        directory.patch(id, { op: 'Replace', path: `name.${part}`, value: `a ${part}` }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await directory.get(`${USERS}/${id}`)).value('name')).toEqual({
      formatted: 'a givenName a familyName',
      ...Object.fromEntries(parts.map((part) => [part, `a ${part}`])),
    });
  });

  it('has one address, the primary one or that for work', async () => {
    const user = entraUser();
    const id = (await directory.create(user)).string('id');
    const address = (name: string) => `${user.userName}.${name}@example.com`;
    const emailAfter = async (operation: object) =>
      (await directory.patch(id, operation)).value('emails', '0', 'value');
    const home = { type: 'home', value: address('home') };
    const work = { type: 'work', value: address('work') };
    const primary = { type: 'other', value: address('primary'), primary: 'True' };
    const first = `${user.userName}@testuser.com`;
    expect(await emailAfter({ op: 'Add', path: 'emails', value: [home] })).toBe(first);
    const atHome = 'emails[type eq "home"].value';
    expect(await emailAfter({ op: 'Replace', path: atHome, value: 'x' })).toBe(first);
    expect(await emailAfter({ op: 'Add', path: 'emails', value: [home, work] })).toBe(work.value);
    const all = [home, work, primary];
    expect(await emailAfter({ op: 'Replace', path: 'emails', value: all })).toBe(primary.value);
    const ours = 'emails[primary eq true]';
    expect(await emailAfter({ op: 'Replace', path: ours, value: home })).toBe(home.value);
    expect(await emailAfter({ op: 'Remove', path: 'emails[type eq "work"]' })).toBeUndefined();
    expect(await emailAfter({ op: 'Add', path: 'emails.value', value: first })).toBe(first);
    expect(await emailAfter({ op: 'Replace', path: 'emails', value: [] })).toBeUndefined();
  });

  it('is the same for the administration', async () => {
    const { account, session } = await signedIn();
    await setRoles(server(), account.username, ['admin']);
    const user = entraUser();
    const id = (await directory.create(user)).string('id');
    const seen = await server().get(`${ROUTES.users}/${id}`, bearer(session.accessToken));
    expect(seen.body).toMatchObject({
      username: user.userName,
      displayName: 'givenName familyName',
      emailVerified: false,
      roles: ['user'],
    });
  });
});
