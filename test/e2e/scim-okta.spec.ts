import { randomUUID } from 'node:crypto';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { CORE, Directory, expectFault, listOf, USERS } from './harness/scim.js';
import { requestLogin } from './harness/sessions.js';

const oktaUser = () => {
  const userName = `test.${randomUUID()}@okta.local`;
  return {
    schemas: [CORE],
    userName,
    name: { givenName: 'Test', familyName: 'User' },
    emails: [{ primary: true, value: userName, type: 'work' }],
    displayName: 'Test User',
    locale: 'en-US',
    externalId: randomUUID(),
    groups: [],
    password: '1mz050nq-1mz050nq',
    active: true,
  };
};

/** The requests of "Okta and SCIM Version 2.0". */
onEachDatabase('the requests that Okta documents', (database) => {
  const server = useServer(database);
  let okta: Directory;

  beforeAll(async () => {
    okta = await Directory.of(server());
  });

  const made = async () => {
    const user = oktaUser();
    const answer = await okta.create(user);
    expect(answer.status).toBe(201);
    return { user, id: answer.string('id'), answer };
  };

  it('look for a user, create it, and find it', async () => {
    const user = oktaUser();
    const filter = encodeURIComponent(`userName eq "${user.userName}"`);
    const path = `${USERS}?filter=${filter}&startIndex=1&count=100`;
    const none = await okta.get(path);
    expect([none.status, none.body]).toEqual([200, listOf()]);
    const answer = await okta.create(user);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      userName: user.userName,
      name: { givenName: 'Test', familyName: 'User', formatted: 'Test User' },
      displayName: 'Test User',
      emails: [{ primary: true, value: user.userName, type: 'work' }],
      externalId: user.externalId,
      active: true,
    });
    expect(answer.text).not.toContain('password');
    expect((await okta.get(path)).body).toEqual(listOf(answer.body));
    expectFault(await okta.create(user), 409, 'uniqueness');
  });

  it('make no password by the way', async () => {
    const { user } = await made();
    const { userName: username, password } = user;
    expect((await requestLogin(server(), 'token-pair', { username, password })).status).toBe(401);
  });

  it('read every user, page by page', async () => {
    for (let count = 0; count < 5; count += 1) await made();
    const first = await okta.get(`${USERS}?startIndex=1&count=2`);
    const total = Number(first.value('totalResults'));
    expect(first.body).toMatchObject({ startIndex: 1, itemsPerPage: 2 });
    const seen: string[] = [];
    for (let at = 1; at <= total; at += 2) {
      const page = await okta.get(`${USERS}?startIndex=${at}&count=2`);
      expect(page.value('totalResults')).toBe(total);
      seen.push(...(page.value('Resources') as { id: string }[]).map(({ id }) => id));
    }
    expect(new Set(seen).size).toBe(total);
    expect(seen).toEqual(seen.toSorted());
    const beyond = await okta.get(`${USERS}?startIndex=${total + 1}&count=100`);
    expect([beyond.value('totalResults'), beyond.value('Resources')]).toEqual([total, []]);
    const counted = await okta.get(`${USERS}?count=0`);
    expect([counted.value('totalResults'), counted.value('itemsPerPage')]).toEqual([total, 0]);
    const everything = await okta.get(USERS);
    expect(everything.value('itemsPerPage')).toBe(Math.min(100, total));
  });

  it('replace a user by PUT, and keep the external id, which they leave out', async () => {
    const { user, id } = await made();
    const body = {
      schemas: [CORE],
      id,
      userName: user.userName,
      name: { givenName: 'Another', middleName: 'Excited', familyName: 'User' },
      emails: [{ ...user.emails[0], display: user.userName }],
      active: true,
      groups: [],
      meta: { resourceType: 'User' },
    };
    const changed = await okta.body('PUT', `${USERS}/${id}`, body);
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({
      id,
      externalId: user.externalId,
      name: {
        givenName: 'Another',
        middleName: 'Excited',
        familyName: 'User',
        formatted: 'Another User',
      },
      displayName: 'Another User',
      emails: [{ primary: true, value: user.userName, type: 'work' }],
    });
    const off = await okta.body('PUT', `${USERS}/${id}`, { ...body, active: false });
    expect([off.status, off.value('active')]).toEqual([200, false]);
    const silent = { ...body, active: undefined };
    expect((await okta.body('PUT', `${USERS}/${id}`, silent)).value('active')).toBe(false);
  });

  it('deactivate and activate a user without a path', async () => {
    const { id, answer } = await made();
    const off = await okta.patch(id, { op: 'replace', value: { active: false } });
    expect([off.status, off.value('active')]).toEqual([200, false]);
    const on = await okta.patch(id, { op: 'replace', value: { id, active: true } });
    const before = answer.body as { meta: object };
    const version = 'W/"3"';
    expect(on.body).toEqual({ ...before, meta: { ...before.meta, version } });
  });

  it.each([
    [(password: string) => ({ op: 'replace', value: { password } })],
    [(password: string) => ({ op: 'replace', path: 'password', value: password })],
  ])('synchronize a password, by which the user signs in', async (operation) => {
    const { user, id } = await made();
    const password = `a-password-of-${randomUUID()}`;
    const answer = await okta.patch(id, operation(password));
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain(password);
    const username = user.userName;
    expect((await requestLogin(server(), 'token-pair', { username, password })).status).toBe(200);
    expectFault(await okta.patch(id, operation('password')), 400, 'invalidValue');
  });
});
