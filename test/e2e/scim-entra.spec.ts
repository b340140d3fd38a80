import { randomUUID } from 'node:crypto';
import { onEachDatabase, useServer } from './harness/each-database.js';
import {
  CORE,
  Directory,
  ENTERPRISE,
  entraUser,
  expectFault,
  listOf,
  SCIM_TYPE,
  USERS,
} from './harness/scim.js';

/** The requests of "Develop and plan provisioning for a SCIM endpoint in Microsoft Entra ID". */
onEachDatabase('the requests that Entra ID documents', (database) => {
  const server = useServer(database);
  let entra: Directory;

  beforeAll(async () => {
    entra = await Directory.of(server());
  });

  const made = async () => {
    const user = entraUser();
    const answer = await entra.create(user);
    expect(answer.status).toBe(201);
    return { ...user, id: answer.string('id'), answer };
  };

  it('create a user, who is answered with what was sent', async () => {
    const { answer, id, userName, externalId } = await made();
    const location = `http://localhost:3000${USERS}/${id}`;
    expect(answer.body).toEqual({
      schemas: [CORE],
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      externalId,
      userName,
      name: {
        formatted: 'givenName familyName',
        familyName: 'familyName',
        givenName: 'givenName',
      },
      displayName: 'givenName familyName',
      emails: [{ value: `${userName}@testuser.com`, type: 'work', primary: true }],
      active: true,
      meta: {
        resourceType: 'User',
        created: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        location,
        version: 'W/"1"',
      },
    });
    expect(answer.header('content-type')).toBe(`${SCIM_TYPE}; charset=utf-8`);
    expect(answer.header('location')).toBe(location);
    expect(answer.header('etag')).toBe('W/"1"');
  });

  it('get a user, and learn that there is none', async () => {
    const { id, answer } = await made();
    const found = await entra.get(`${USERS}/${id}`);
    expect([found.status, found.body]).toEqual([200, answer.body]);
    expect(found.header('content-type')).toBe(`${SCIM_TYPE}; charset=utf-8`);
    expectFault(await entra.get(`${USERS}/5171a35d82074e068ce2`), 404);
  });

  it('find a user by what it is matched by, and a list of none', async () => {
    const { userName, externalId, answer } = await made();
    for (const filter of [
      `userName eq "${userName}"`,
      `userName eq "${userName.toUpperCase()}"`,
      `externalId eq "${externalId}"`,
      `emails[type eq "work"].value eq "${userName}@testuser.com"`,
    ]) {
      const found = await entra.find(filter);
      expect([filter, found.status, found.body]).toEqual([filter, 200, listOf(answer.body)]);
    }
    const none = await entra.find('userName eq "non-existent user"');
    expect([none.status, none.body]).toEqual([200, listOf()]);
  });

  it('change the address and the family name, and with it the whole name', async () => {
    const { id, answer } = await made();
    const email = `${randomUUID()}@microsoft.com`;
    const changed = await entra.patch(
      id,
      { op: 'Replace', path: 'emails[type eq "work"].value', value: email },
      { op: 'Replace', path: 'name.familyName', value: 'updatedFamilyName' },
    );
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({
      name: {
        formatted: 'givenName updatedFamilyName',
        familyName: 'updatedFamilyName',
        givenName: 'givenName',
      },
      emails: [{ value: email, type: 'work', primary: true }],
      externalId: answer.value('externalId'),
      meta: { version: 'W/"2"' },
    });
    expect((await entra.get(`${USERS}/${id}`)).body).toEqual(changed.body);
  });

  it('change the user name, to another address than that of the mail', async () => {
    const { id, userName } = await made();
    const value = `${randomUUID()}@testuser.com`;
    const changed = await entra.patch(id, { op: 'Replace', path: 'userName', value });
    expect([changed.status, changed.value('userName')]).toEqual([200, value]);
    expect((await entra.find(`userName eq "${value}"`)).value('totalResults')).toBe(1);
    expect((await entra.find(`userName eq "${userName}"`)).value('totalResults')).toBe(0);
  });

  it.each([['False'], [false], ['false']])('disable a user with %p', async (value) => {
    const { id, userName } = await made();
    const changed = await entra.patch(id, { op: 'Replace', path: 'active', value });
    expect([changed.status, changed.value('active')]).toEqual([200, false]);
    const found = await entra.find(`userName eq "${userName}"`);
    expect(found.body).toEqual(listOf(changed.body));
    const again = await entra.patch(id, { op: 'Add', path: 'active', value: 'True' });
    expect(again.value('active')).toBe(true);
  });

  it('delete a user, who is not found any more', async () => {
    const { id, userName } = await made();
    const gone = await entra.send({ method: 'DELETE', path: `${USERS}/${id}` });
    expect([gone.status, gone.text]).toEqual([204, '']);
    expectFault(await entra.get(`${USERS}/${id}`), 404);
    expect((await entra.find(`userName eq "${userName}"`)).body).toEqual(listOf());
    const delayed = await entra.send({ method: 'DELETE', path: `${USERS}/${id}` });
    expectFault(delayed, 404);
  });

  it('learn that another user has the name, the address or the external id', async () => {
    const first = await made();
    const other = entraUser();
    expectFault(await entra.create({ ...other, userName: first.userName }), 409, 'uniqueness');
    const emails = [{ type: 'work', value: `${first.userName}@testuser.com` }];
    expectFault(await entra.create({ ...other, emails }), 409, 'uniqueness');
    const { externalId } = first;
    expectFault(await entra.create({ ...other, externalId }), 409, 'uniqueness');
    const second = await made();
    for (const [path, value] of [
      ['userName', first.userName],
      ['emails[type eq "work"].value', `${first.userName}@testuser.com`],
      ['externalId', externalId],
    ]) {
      const answer = await entra.patch(second.id, { op: 'Replace', path, value });
      expectFault(answer, 409, 'uniqueness');
    }
    expect((await entra.get(`${USERS}/${second.id}`)).body).toEqual(second.answer.body);
    expect((await entra.create(other)).status).toBe(201);
  });

  it('replace many attributes one by one, of which some are not kept', async () => {
    const { id, userName } = await made();
    const email = `${userName}@test.microsoft.com`;
    const externalId = randomUUID();
    const replace = (path: string, value: unknown) => ({ op: 'Replace', path, value });
    const changed = await entra.patch(
      id,
      replace('displayName', 'Pvlo'),
      replace('emails[type eq "work"].value', email),
      replace('name.givenName', 'Gtfd'),
      replace('name.familyName', 'Pkqf'),
      replace('externalId', externalId),
      replace(`${ENTERPRISE}:employeeNumber`, 'Eqpj'),
      { op: 'Add', path: 'nickName', value: 'Babs' },
      { op: 'Add', path: 'addresses[type eq "work"].formatted', value: 'a street' },
      { op: 'Add', path: 'phoneNumbers[type eq "mobile" and primary eq true].value', value: '1' },
    );
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({
      schemas: [CORE],
      displayName: 'Pvlo',
      externalId,
      name: { formatted: 'Gtfd Pkqf', givenName: 'Gtfd', familyName: 'Pkqf' },
      emails: [{ value: email, type: 'work', primary: true }],
    });
    expect(changed.text).not.toMatch(/Eqpj|Babs|street|phone/);
  });

  it('replace many attributes at once, with the flag aadOptscim062020', async () => {
    const { id, userName } = await made();
    const email = `${userName}@test.microsoft.com`;
    const changed = await entra.patch(
      id,
      { op: 'replace', path: 'emails[type eq "work"].value', value: email },
      {
        op: 'replace',
        value: {
          displayName: 'Bjfe',
          'name.givenName': 'Kkom',
          'name.familyName': 'Unua',
          [`${ENTERPRISE}:employeeNumber`]: 'Aklq',
        },
      },
    );
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({
      displayName: 'Bjfe',
      name: { formatted: 'Kkom Unua', givenName: 'Kkom', familyName: 'Unua' },
      emails: [{ value: email, type: 'work', primary: true }],
    });
  });

  it('change nothing twice: the same again leaves the version', async () => {
    const { id } = await made();
    const same = { op: 'Replace', path: 'name.givenName', value: 'another' };
    expect((await entra.patch(id, same)).header('etag')).toBe('W/"2"');
    expect((await entra.patch(id, same)).header('etag')).toBe('W/"2"');
  });

  it('discover the schemas', async () => {
    const answer = await entra.get('/scim/v2/Schemas');
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(
      listOf({
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
        id: CORE,
        name: 'User',
        description: expect.any(String),
        attributes: expect.arrayContaining([
          expect.objectContaining({ name: 'userName', required: true, uniqueness: 'server' }),
          expect.objectContaining({ name: 'active', type: 'boolean', mutability: 'readWrite' }),
        ]),
        meta: {
          resourceType: 'Schema',
          location: `http://localhost:3000/scim/v2/Schemas/${CORE}`,
        },
      }),
    );
    expect(answer.text).not.toContain('null');
    const one = await entra.get(`/scim/v2/Schemas/${CORE}`);
    expect(answer.body).toEqual(listOf(one.body));
  });
});
