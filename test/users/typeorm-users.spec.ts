import { RetiredNames } from '../../src/users/retired-names.js';
import { TypeOrmUsers } from '../../src/users/typeorm-users.js';
import { canonicalName, type CanonicalName } from '../../src/users/canonical-name.js';
import { UNTOUCHED, type User, type Users } from '../../src/users/users.js';
import { connect, type Connection } from '../database/connect.js';
import { testDatabases, type ThrowAwayDatabase } from '../databases.js';

const alice: User = {
  id: '0190a000-0000-7000-8000-000000000001',
  username: 'Alice',
  email: 'Alice@Example.com',
  displayName: 'Alice 😀',
  roles: ['user', 'admin'],
  createdAt: 1_760_000_000_123,
  ...UNTOUCHED,
  emailVerifiedAt: 1_760_000_000_456,
};

const KEY = Buffer.alloc(32, 1);

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
    users = new TypeOrmUsers(one.session, new RetiredNames([KEY]));
  });

  beforeEach(async () => {
    for (const table of ['users', 'administrators', 'retired_names']) {
      await one.session.execute(`DELETE FROM ${table}`, []);
    }
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
    const change = { add: ['editor'], remove: ['admin'] };
    expect(await users.changeRoles(alice.id, change)).toEqual(['user', 'editor']);
    await users.markEmailVerified(alice.id, 1000);
    await users.markEmailVerified(alice.id, 2000);
    const changed = { ...alice, roles: ['user', 'editor'], emailVerifiedAt: 1000, version: 3 };
    expect(await users.findById(alice.id)).toEqual(changed);
  });

  it('may have no address', async () => {
    const bare = { ...alice, email: null, emailVerifiedAt: null };
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

  it('keep every role that is given and lose every one that is taken, all at once', async () => {
    await users.add({ ...alice, roles: ['user', 'a', 'b', 'c'] });
    const names = ['a', 'b', 'c'];
    await Promise.all(
      names.map((name) => users.changeRoles(alice.id, { add: [`new-${name}`], remove: [name] })),
    );
    const roles = (await users.findById(alice.id))?.roles ?? [];
    expect(roles.toSorted()).toEqual(['new-a', 'new-b', 'new-c', 'user']);
  });

  it('have no password hash about them', async () => {
    await users.add(alice);
    await one.session.execute('UPDATE users SET password_hash = ?', ['a-hash']);
    expect(JSON.stringify(await users.findById(alice.id))).not.toContain('a-hash');
  });

  it('change where nothing has changed since, and not otherwise', async () => {
    await users.add(alice);
    const change = { email: 'other@example.com', displayName: 'Al', unlockedAt: 7 };
    expect(await users.change(alice.id, 1, change)).toBe('changed');
    expect(await users.findByEmail(key('OTHER@example.com'))).toEqual({
      ...alice,
      ...change,
      version: 2,
    });
    expect(await users.change(alice.id, 1, { displayName: 'late' })).toBe('stale');
    expect(await users.change('nobody', 1, { displayName: 'late' })).toBe('stale');
    expect((await users.findById(alice.id))?.displayName).toBe('Al');
  });

  it('take no address that another one has', async () => {
    await users.add(alice);
    await users.add(bob);
    expect(await users.change(bob.id, 1, { email: 'ALICE@example.com' })).toBe('email-taken');
    expect(await users.findById(bob.id)).toEqual(bob);
  });

  it('of 16 changes of one version one is made', async () => {
    await users.add(alice);
    const made = await Promise.all(
      Array.from({ length: 16 }, (_, n) => users.change(alice.id, 1, { displayName: `${n}` })),
    );
    expect(made.filter((outcome) => outcome === 'changed')).toHaveLength(1);
    expect((await users.findById(alice.id))?.version).toBe(2);
  });

  it('are retired when they are disabled, and their names with them', async () => {
    await users.add(alice);
    const retire = (): Promise<boolean> => one.unitOfWork.run(() => users.retire(alice, 5));
    expect(await retire()).toBe(false);
    await users.setDisabledAt(alice.id, 4);
    expect(await retire()).toBe(true);
    expect(await users.findById(alice.id)).toBeNull();
    expect(await users.isRetired(key('ALICE'))).toBe(true);
    expect(await users.add({ ...alice, id: 'again', username: 'aLiCe' })).toBe('username-taken');
    expect(await users.add({ ...alice, id: 'again', username: 'alice2' })).toBe('added');
  });

  it('leave no readable name, and one that a newer secret recognises', async () => {
    await users.add({ ...alice, disabledAt: 4 });
    await one.unitOfWork.run(() => users.retire(alice, 5));
    const kept = JSON.stringify(await one.session.select('SELECT * FROM retired_names', []));
    expect(kept.toLowerCase()).not.toContain('alice');
    const rotated = new TypeOrmUsers(one.session, new RetiredNames([Buffer.alloc(32, 2), KEY]));
    expect(await rotated.isRetired(key('alice'))).toBe(true);
    expect(await rotated.add(alice)).toBe('username-taken');
  });

  it('that are added while their name is retired are refused', async () => {
    for (let round = 0; round < 10; round += 1) {
      const name = `racer-${round}`;
      const first = { ...alice, id: `first-${round}`, username: name, email: null, disabledAt: 4 };
      await users.add(first);
      const [retired, ...added] = await Promise.all([
        one.unitOfWork.run(() => users.retire(first, 5)),
        ...Array.from({ length: 4 }, (_, n) =>
          users.add({ ...first, id: `${round}-${n}` }).catch((error: unknown) => error),
        ),
      ]);
      expect(retired).toBe(true);
      expect(added).toEqual(Array(4).fill('username-taken'));
    }
  });

  it('are disabled and enabled again', async () => {
    await users.add(alice);
    await users.setDisabledAt(alice.id, 1_760_000_000_789);
    expect((await users.findById(alice.id))?.disabledAt).toBe(1_760_000_000_789);
    await users.setDisabledAt(alice.id, null);
    expect((await users.findById(alice.id))?.disabledAt).toBeNull();
  });

  it('change their name, and are found by no other', async () => {
    await users.add(alice);
    expect(await users.change(alice.id, 1, { username: 'Alicia' })).toBe('changed');
    expect(await users.findByName(key('alice'))).toBeNull();
    const renamed = { ...alice, username: 'Alicia', version: 2 };
    expect(await users.findByName(key('ALICIA'))).toEqual(renamed);
  });

  it('get no name that another one has, or that is retired', async () => {
    await users.add(alice);
    await users.add(bob);
    await users.retireName('Carol', 1000);
    await users.retireName('carol', 2000);
    expect(await users.change(bob.id, 1, { username: 'ALICE' })).toBe('username-taken');
    expect(await users.change(bob.id, 1, { username: 'CAROL' })).toBe('username-taken');
    expect(await users.change(bob.id, 2, { username: 'robert' })).toBe('stale');
    expect(await users.findById(bob.id)).toEqual(bob);
  });
});
