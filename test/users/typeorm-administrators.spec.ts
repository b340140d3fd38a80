import { RetiredNames } from '../../src/users/retired-names.js';
import { TypeOrmAdministrators } from '../../src/users/typeorm-administrators.js';
import { TypeOrmUsers } from '../../src/users/typeorm-users.js';
import { UNTOUCHED, type User, type Users } from '../../src/users/users.js';
import { connect, type Connection } from '../database/connect.js';
import { testDatabases, type ThrowAwayDatabase } from '../databases.js';

const user = (id: string, roles: readonly string[]): User => ({
  ...UNTOUCHED,
  id,
  username: id,
  email: null,
  displayName: id,
  roles,
  createdAt: 1,
  emailVerifiedAt: null,
});

describe.each(testDatabases())('administrators on $dialect', ({ create }) => {
  let database: ThrowAwayDatabase;
  let one: Connection;
  let users: Users;
  let administrators: TypeOrmAdministrators;

  beforeEach(async () => {
    database = await create();
    one = await connect(database.url);
    users = new TypeOrmUsers(one.session, new RetiredNames([Buffer.alloc(32)]));
    administrators = new TypeOrmAdministrators(one.session);
  });

  afterEach(async () => {
    await one.dataSource.destroy();
    await database.drop();
  });

  it('are those who have the role and are not disabled', async () => {
    await users.add(user('ana', ['user', 'admin']));
    await users.add(user('ben', ['user', 'administrator']));
    expect(await administrators.hasOthersThan('ben')).toBe(true);
    expect(await administrators.hasOthersThan('ana')).toBe(false);
    await users.changeRoles('ben', { add: ['admin'], remove: [] });
    expect(await administrators.hasOthersThan('ana')).toBe(true);
    await users.setDisabledAt('ben', 1);
    expect(await administrators.hasOthersThan('ana')).toBe(false);
    await users.setDisabledAt('ben', null);
    expect(await administrators.hasOthersThan('ana')).toBe(true);
    await users.change('ben', 4, { roles: ['user'] });
    expect(await administrators.hasOthersThan('ana')).toBe(false);
    await users.change('ben', 5, { roles: ['admin'] });
    expect(await administrators.hasOthersThan('ana')).toBe(true);
  });

  it('are found again where the role was given by hand before', async () => {
    await users.add(user('ana', ['user']));
    await one.session.execute('UPDATE users SET roles = ?', ['["user","admin"]']);
    await users.changeRoles('ana', { add: ['admin'], remove: [] });
    expect(await administrators.hasOthersThan('nobody')).toBe(true);
  });

  it('let one of 16 changes have each turn', async () => {
    const seen = await administrators.turn();
    const taken = await Promise.all(
      Array.from({ length: 16 }, () => administrators.takeTurn(seen)),
    );
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await administrators.turn()).toBe(seen + 1);
  });
});
