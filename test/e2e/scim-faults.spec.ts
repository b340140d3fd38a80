import { ProvisionedAccounts } from '../../src/accounts/provisioned-accounts.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { Directory, entraUser, expectFault, SCIM_TYPE, USERS } from './harness/scim.js';

onEachDatabase('a fault below /scim/', (database) => {
  const server = useServer(database);
  let directory: Directory;
  let id: string;

  beforeAll(async () => {
    directory = await Directory.of(server());
    id = (await directory.create(entraUser())).string('id');
  });

  it('is in the words of RFC 7644 §3.12, whatever went wrong before a route was asked', async () => {
    const post = { path: USERS, headers: { 'content-type': SCIM_TYPE } };
    for (const accept of ['*/*', 'application/problem+json']) {
      const headers = { ...post.headers, accept };
      const broken = await directory.send({ ...post, headers, body: '{"schemas":' });
      expectFault(broken, 400, 'invalidSyntax');
      expectFault(await directory.send({ ...post, headers, body: '[]' }), 400, 'invalidSyntax');
    }
    const typed = { 'content-type': 'text/plain' };
    expectFault(await directory.send({ ...post, headers: typed, body: 'a' }), 415);
    const large = JSON.stringify({ userName: 'a'.repeat(17_000) });
    expectFault(await directory.send({ ...post, body: large }), 413);
    for (const path of ['/scim/v2/Groups', '/scim/v2/nothing', '/scim/v2', '/scim/v1/Users']) {
      expectFault(await directory.get(path), 404);
    }
    const wrong = await directory.send({ method: 'DELETE', path: USERS });
    expectFault(wrong, 405);
    expect(wrong.header('allow')).toBe('POST, GET, HEAD');
    expectFault(await directory.get('/s%63im/v2/Users/nobody'), 404);
  });

  it('takes application/json as well', async () => {
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    const answer = await directory.body('POST', USERS, entraUser(), headers);
    expect(answer.status).toBe(201);
  });

  it.each([
    ['userName', 400],
    ['userName eq', 400],
    ['userName eq 5', 400],
    ['userName co "a"', 400],
    ['userName eq "a" and active eq true', 400],
    ['emails[type eq "work"].value sw "a"', 400],
    ['nickName eq "a"', 400],
    ['userName eq "a', 400],
    [`userName eq "${'\n'.repeat(200)}`, 400],
    [`userName eq "${'a'.repeat(2000)}"`, 400],
    ['userName eq "\\q"', 400],
  ])('is invalidFilter for %j', async (filter, status) => {
    expectFault(await directory.find(filter), status, 'invalidFilter');
  });

  it.each([
    [{ op: 'Replace', path: 'emails[type eq "work".value', value: 'a' }, 'invalidPath'],
    [{ op: 'Replace', path: 'emails[type co "work"].value', value: 'a' }, 'invalidPath'],
    [{ op: 'Replace', path: 'a b', value: 'a' }, 'invalidPath'],
    [{ op: 'Replace', path: 5, value: 'a' }, 'invalidPath'],
    [{ op: 'Remove' }, 'invalidPath'],
    [{ op: 'move', path: 'userName', value: 'a' }, 'invalidSyntax'],
    ['Replace', 'invalidSyntax'],
    [{ op: 'Replace', value: 'a' }, 'invalidValue'],
    [{ op: 'Replace', path: 'id', value: 'a' }, 'mutability'],
    [{ op: 'Replace', path: 'meta.created', value: 'a' }, 'mutability'],
    [{ op: 'Remove', path: 'userName' }, 'invalidValue'],
    [{ op: 'Replace', path: 'userName', value: 'a b' }, 'invalidValue'],
    [{ op: 'Replace', path: 'userName', value: 'a'.repeat(129) }, 'invalidValue'],
    [{ op: 'Replace', path: 'userName', value: 5 }, 'invalidValue'],
    [{ op: 'Replace', path: 'displayName', value: '\u202e' }, 'invalidValue'],
    [{ op: 'Replace', path: 'emails', value: [{ type: 'work', value: 'a b' }] }, 'invalidValue'],
    [{ op: 'Replace', path: 'emails', value: [5] }, 'invalidValue'],
    [{ op: 'Replace', path: 'name', value: 'a' }, 'invalidValue'],
    [{ op: 'Replace', path: 'name.givenName', value: 'a\u0000' }, 'invalidValue'],
    [{ op: 'Replace', path: 'active', value: 'maybe' }, 'invalidValue'],
    [{ op: 'Remove', path: 'active' }, 'invalidValue'],
    [{ op: 'Replace', path: 'externalId', value: 'a'.repeat(256) }, 'invalidValue'],
    [{ op: 'Replace', path: 'password', value: 5 }, 'invalidValue'],
  ])('tells what is wrong with the operation %j, and does none of them', async (bad, scimType) => {
    const before = await directory.get(`${USERS}/${id}`);
    const good = { op: 'Replace', path: 'displayName', value: 'changed by the first' };
    expectFault(await directory.patch(id, good, bad), 400, scimType);
    expect((await directory.get(`${USERS}/${id}`)).body).toEqual(before.body);
  });

  it('tells what is wrong with a message as a whole', async () => {
    const path = `${USERS}/${id}`;
    const other = { schemas: ['urn:other'], userName: 'a', Operations: [] };
    expectFault(await directory.body('PATCH', path, other), 400, 'invalidSyntax');
    expectFault(await directory.body('POST', USERS, other), 400, 'invalidSyntax');
    expectFault(await directory.body('PUT', path, other), 400, 'invalidSyntax');
    expectFault(await directory.patch(id), 400, 'invalidSyntax');
    expectFault(await directory.body('POST', USERS, {}), 400, 'invalidValue');
    expectFault(await directory.get(`${USERS}?startIndex=first`), 400, 'invalidValue');
    expectFault(await directory.get(`${USERS}?count=1.5`), 400, 'invalidValue');
    expectFault(await directory.patch('nobody', { op: 'Replace', value: {} }), 404);
  });

  it.each([
    ['__proto__.polluted', 400],
    ['name.__proto__', 400],
    ['constructor.prototype', 200],
    ['name.constructor', 200],
  ])('is nothing worse for %s, which means something to JavaScript', async (path, status) => {
    const byPath = { op: 'Replace', path, value: 'yes' };
    expect((await directory.patch(id, byPath)).status).toBe(status);
    const value = JSON.parse(`{"${path}":{"polluted":"yes"}}`) as object;
    expect((await directory.patch(id, { op: 'Replace', value })).status).toBe(status);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('is 412 where the version is another one', async () => {
    const path = `${USERS}/${id}`;
    const version = (await directory.get(path)).header('etag');
    const change = { op: 'Replace', path: 'displayName', value: 'Another' };
    const patch = (match: string, value: string) =>
      directory.body('PATCH', path, { Operations: [{ ...change, value }] }, { 'if-match': match });
    for (const stale of ['W/"0"', '"0"', 'nonsense']) {
      expectFault(await patch(stale, 'Stale'), 412);
    }
    const headers = { 'if-match': 'W/"0"' };
    expectFault(await directory.send({ method: 'DELETE', path, headers }), 412);
    expect((await patch(version, 'One')).status).toBe(200);
    expectFault(await patch(version, 'Two'), 412);
    expect((await patch('*', 'Three')).value('displayName')).toBe('Three');
  });
});

onEachDatabase('a fault of the server below /scim/', (database) => {
  const page = () => Promise.reject(new Error('broken'));
  const server = useServer(database, {
    replacements: [{ port: ProvisionedAccounts, value: { page } }],
  });

  it('says no more than that there was one', async () => {
    const answer = await (await Directory.of(server())).get(USERS);
    expect([answer.status, answer.value('status')]).toEqual([500, '500']);
    expect(answer.header('content-type')).toBe(`${SCIM_TYPE}; charset=utf-8`);
    expect(answer.text).not.toContain('broken');
  });
});
