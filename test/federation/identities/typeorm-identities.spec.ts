import type { Identities, Identity } from '../../../src/federation/identities/identities.js';
import { TypeOrmIdentities } from '../../../src/federation/identities/typeorm-identities.js';
import { connect, type Connection } from '../../database/connect.js';
import { testDatabases, type ThrowAwayDatabase } from '../../databases.js';

const alice: Identity = {
  id: 'one',
  userId: 'alice',
  provider: 'corp',
  issuer: 'https://id.example.com',
  subject: 'Subject-1',
  email: 'alice@example.com',
  createdAt: 1_760_000_000_123,
  lastUsedAt: 1_760_000_000_456,
};

describe.each(testDatabases())('identities on $dialect', ({ create }) => {
  let database: ThrowAwayDatabase;
  let one: Connection;
  let identities: Identities;

  beforeAll(async () => {
    database = await create();
    one = await connect(database.url);
    identities = new TypeOrmIdentities(one.session);
  });

  beforeEach(async () => {
    await one.session.execute('DELETE FROM identities', []);
    await identities.add(alice);
  });

  afterAll(async () => {
    await one.dataSource.destroy();
    await database.drop();
  });

  it('are found by issuer and subject, to the letter', async () => {
    expect(await identities.find(alice.issuer, alice.subject)).toEqual(alice);
    expect(await identities.find(alice.issuer, 'subject-1')).toBeNull();
    expect(await identities.find('https://ID.example.com', alice.subject)).toBeNull();
  });

  it('share no pair of issuer and subject', async () => {
    const other = { ...alice, id: 'two', userId: 'bob' };
    expect(await identities.add(other)).toBe(false);
    expect(await identities.add({ ...other, subject: 'Subject-2' })).toBe(true);
    expect(await identities.add({ ...other, id: 'three', issuer: 'https://b.example' })).toBe(true);
    expect((await identities.ofUser('bob')).map(({ id }) => id).sort()).toEqual(['three', 'two']);
  });

  it('have one winner of sixteen who add the same', async () => {
    await identities.unlink(alice, 4000);
    const added = await Promise.all(
      Array.from({ length: 16 }, (_, n) => identities.add({ ...alice, id: `id-${n}` })),
    );
    expect(added.filter(Boolean)).toHaveLength(1);
  });

  it('are added and found by the hundred, or not at all', async () => {
    const many = Array.from({ length: 500 }, (_, n) => ({
      ...alice,
      id: `id-${n}`,
      userId: `user-${n % 250}`,
      subject: `many-${n}`,
      createdAt: n,
    }));
    expect(await identities.addAll(many)).toBe(true);
    expect(await identities.ofUsers(['user-1', 'user-0', 'alice'])).toEqual([
      ...[0, 1, 250, 251].map((n) => many[n]),
      alice,
    ]);
    expect(await identities.clashing(many)).toHaveLength(1000);
  });

  it.each([
    ['id', { subject: 'another' }],
    ['issuer and subject', { id: 'another' }],
  ])('clash by their %s', async (_, change) => {
    const clashing = { ...alice, ...change };
    const free = { ...alice, id: 'free', subject: 'free' };
    expect(await identities.clashing([free, clashing])).toEqual([alice]);
    expect(await identities.addAll([free, clashing])).toBe(false);
    expect(await identities.clashing([free])).toEqual([]);
  });

  it('of many forget that they were unlinked', async () => {
    await identities.unlink(alice, 4000);
    await identities.addAll([alice]);
    expect(await identities.wasUnlinked('alice', alice.issuer, alice.subject)).toBe(false);
  });

  it('remember that they were unlinked from an account, until they are linked again', async () => {
    const { issuer, subject } = alice;
    expect(await identities.wasUnlinked('alice', issuer, subject)).toBe(false);
    await identities.unlink(alice, 4000);
    expect(await identities.wasUnlinked('alice', issuer, subject)).toBe(true);
    expect(await identities.wasUnlinked('bob', issuer, subject)).toBe(false);
    expect(await identities.wasUnlinked('alice', `${issuer}x`, subject)).toBe(false);
    await identities.add(alice);
    expect(await identities.wasUnlinked('alice', issuer, subject)).toBe(false);
  });

  it('remember their last use', async () => {
    await identities.noteUse(alice.id, null, 5000);
    expect(await identities.find(alice.issuer, alice.subject)).toEqual({
      ...alice,
      email: null,
      lastUsedAt: 5000,
    });
  });
});
