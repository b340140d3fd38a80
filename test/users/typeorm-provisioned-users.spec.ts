import type { ProvisionedUser } from '../../src/users/provisioned-users.js';
import { TypeOrmProvisionedUsers } from '../../src/users/typeorm-provisioned-users.js';
import { connect, type Connection } from '../database/connect.js';
import { testDatabases, type ThrowAwayDatabase } from '../databases.js';

const ada: ProvisionedUser = {
  clientId: 'entra',
  userId: 'ada',
  externalId: 'E-1',
  name: { givenName: 'Ada', familyName: 'King 😀' },
};

describe.each(testDatabases())('provisioned users on $dialect', ({ create }) => {
  let database: ThrowAwayDatabase;
  let one: Connection;
  let provisioned: TypeOrmProvisionedUsers;

  beforeAll(async () => {
    database = await create();
    one = await connect(database.url);
    provisioned = new TypeOrmProvisionedUsers(one.session);
  });

  beforeEach(async () => {
    await one.session.execute('DELETE FROM provisioned_users', []);
    await provisioned.put(ada);
  });

  afterAll(async () => {
    await one.dataSource.destroy();
    await database.drop();
  });

  it('come back as the service wrote them, and to no other service', async () => {
    expect(await provisioned.find('entra', 'ada')).toEqual(ada);
    expect(await provisioned.findByExternalId('entra', 'E-1')).toEqual(ada);
    expect(await provisioned.findSeveral('entra', ['ada', 'bob'])).toEqual([ada]);
    expect(await provisioned.findSeveral('entra', [])).toEqual([]);
    expect(await provisioned.find('okta', 'ada')).toBeNull();
    expect(await provisioned.findByExternalId('okta', 'E-1')).toBeNull();
  });

  it('are told apart by the case of the external id', async () => {
    expect(await provisioned.findByExternalId('entra', 'e-1')).toBeNull();
    const bob = { ...ada, userId: 'bob', externalId: 'e-1' };
    expect(await provisioned.put(bob)).toBe('put');
    expect(await provisioned.findByExternalId('entra', 'e-1')).toEqual(bob);
  });

  it('have each an external id of their own, or none', async () => {
    const bob = { ...ada, userId: 'bob' };
    expect(await provisioned.put(bob)).toBe('external-id-taken');
    for (const userId of ['bob', 'eve']) {
      expect(await provisioned.put({ ...ada, userId, externalId: null })).toBe('put');
    }
    expect(await provisioned.put(bob)).toBe('external-id-taken');
    expect(await provisioned.put({ ...bob, clientId: 'okta' })).toBe('put');
    expect(await provisioned.put({ ...ada, externalId: 'E-2', name: {} })).toBe('put');
    expect(await provisioned.put(bob)).toBe('put');
    expect(await provisioned.find('entra', 'ada')).toMatchObject({ externalId: 'E-2', name: {} });
  });

  it('are forgotten with the user, by every service', async () => {
    await provisioned.put({ ...ada, clientId: 'okta' });
    await provisioned.put({ ...ada, userId: 'bob', externalId: 'E-2' });
    await provisioned.forgetAllOf('ada');
    expect(await provisioned.find('entra', 'ada')).toBeNull();
    expect(await provisioned.find('okta', 'ada')).toBeNull();
    expect(await provisioned.find('entra', 'bob')).not.toBeNull();
  });
});
