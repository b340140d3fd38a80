import { TypeOrmUsers } from '../../src/users/typeorm-users.js';
import { canonicalName, type CanonicalName } from '../../src/users/canonical-name.js';
import type { User } from '../../src/users/user.js';
import type { Users } from '../../src/users/users.js';
import { connect, type Connection } from '../database/connect.js';
import { testDatabases, type ThrowAwayDatabase } from '../databases.js';

const alice: User = {
  id: '0190a000-0000-7000-8000-000000000001',
  username: 'Alice',
  email: 'Alice@Example.com',
  displayName: 'Alice 😀',
  passwordHash: '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA',
  roles: ['user', 'admin'],
  createdAt: 1_760_000_000_123,
  disabledAt: null,
  emailVerifiedAt: 1_760_000_000_456,
};

const bob: User = { ...alice, id: 'bob', username: 'bob', email: 'bob@example.com' };

function key(name: string): CanonicalName {
  const canonical = canonicalName(name);
  if (canonical === null) throw new TypeError(name);
  return canonical;
}

describe.each(testDatabases())('users on $dialect', ({ create }) => {
  let database: ThrowAwayDatabase;
  let one: Connection;
  let users: Users;

  beforeAll(async () => {
    database = await create();
    one = await connect(database.url);
    users = new TypeOrmUsers(one.session);
  });

  beforeEach(async () => {
    await one.session.execute('DELETE FROM users', []);
  });

  afterAll(async () => {
    await one.dataSource.destroy();
    await database.drop();
  });

  it('come back as they were added, by name in any spelling and by id', async () => {
    expect(await users.add(alice)).toBe('added');
    expect(await users.findByName(key('ＡLICE'))).toEqual(alice);
    expect(await users.findById(alice.id)).toEqual(alice);
  });

  it('are found by their address, whatever its case', async () => {
    await users.add(alice);
    expect(await users.findByEmail(key('ALICE@example.COM'))).toEqual(alice);
    expect(await users.findByEmail(key('bob@example.com'))).toBeNull();
  });

  it('get other roles, and are verified once', async () => {
    await users.add({ ...alice, emailVerifiedAt: null });
    await users.replaceRoles(alice.id, ['user', 'editor']);
    await users.markEmailVerified(alice.id, 1000);
    await users.markEmailVerified(alice.id, 2000);
    const changed = { ...alice, roles: ['user', 'editor'], emailVerifiedAt: 1000 };
    expect(await users.findById(alice.id)).toEqual(changed);
  });

  it('may have neither address nor password', async () => {
    const bare = { ...alice, email: null, passwordHash: null, emailVerifiedAt: null };
    expect(await users.add(bare)).toBe('added');
    expect(await users.add({ ...bare, id: 'b', username: 'other' })).toBe('added');
    expect(await users.findById(alice.id)).toEqual(bare);
  });

  it('are not found where there are none', async () => {
    expect(await users.findByName(key('nobody'))).toBeNull();
    expect(await users.findById('nobody')).toBeNull();
  });

  it('have names of their own without regard to case', async () => {
    await users.add(alice);
    expect(await users.add({ ...bob, username: 'aLICE' })).toBe('username-taken');
    expect(await users.findById(bob.id)).toBeNull();
  });

  it('have addresses of their own without regard to case', async () => {
    await users.add(alice);
    expect(await users.add({ ...bob, email: 'ALICE@example.COM' })).toBe('email-taken');
  });

  it('are told first that the name is taken when both are', async () => {
    await users.add(alice);
    expect(await users.add({ ...alice, id: 'b' })).toBe('username-taken');
  });

  it('may be called like an index without confusing anybody', async () => {
    const odd = { ...alice, username: 'users_email_key', email: 'users_username_key@example.com' };
    await users.add(odd);
    expect(await users.add({ ...odd, id: 'b', email: null })).toBe('username-taken');
    expect(await users.add({ ...odd, id: 'b', username: 'b' })).toBe('email-taken');
  });

  it.each([
    ['émile', 'emile'],
    ['ılık', 'ilik'],
    ['İx', 'ix'],
    ['ｶ', 'か'],
  ])('called %s and %s are two people', async (one, other) => {
    expect(await users.add({ ...alice, username: one })).toBe('added');
    expect(await users.add({ ...bob, username: other })).toBe('added');
  });

  it('with one id are a fault, not a taken name', async () => {
    await users.add(alice);
    await expect(users.add({ ...bob, id: alice.id })).rejects.toThrow();
  });

  it.each([
    ['name', { username: 'not a name' }],
    ['address', { email: 'not an address' }],
  ])('are refused when their %s has no key', async (_, fault) => {
    await expect(users.add({ ...alice, ...fault })).rejects.toThrow(TypeError);
  });

  it('of one name are one when 16 are added at once', async () => {
    const added = await Promise.all(
      Array.from({ length: 16 }, (_, i) => users.add({ ...alice, id: `${i}`, email: null })),
    );
    expect(added.filter((outcome) => outcome === 'added')).toHaveLength(1);
  });

  it('are gone when the unit of work that added them fails', async () => {
    const work = one.unitOfWork.run(async () => {
      await users.add(alice);
      expect(await users.findById(alice.id)).not.toBeNull();
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(await users.findById(alice.id)).toBeNull();
  });

  it('get a new hash only in the place of the one that was read', async () => {
    await users.add(alice);
    await users.replacePasswordHash(alice.id, 'another', 'late');
    expect((await users.findById(alice.id))?.passwordHash).toBe(alice.passwordHash);
    await users.replacePasswordHash(alice.id, alice.passwordHash ?? '', 'next');
    expect((await users.findById(alice.id))?.passwordHash).toBe('next');
  });

  it('are disabled and enabled again', async () => {
    await users.add(alice);
    await users.setDisabledAt(alice.id, 1_760_000_000_789);
    expect((await users.findById(alice.id))?.disabledAt).toBe(1_760_000_000_789);
    await users.setDisabledAt(alice.id, null);
    expect((await users.findById(alice.id))?.disabledAt).toBeNull();
  });
});
