import type { AccountRow, AccountRows } from '../../src/users/account-rows.js';
import type { CanonicalName } from '../../src/users/canonical-name.js';
import { RetiredNames } from '../../src/users/retired-names.js';
import { UNTOUCHED } from '../../src/users/users.js';
import { TypeOrmAdministrators } from '../../src/users/typeorm-administrators.js';
import { TypeOrmAccountRows } from '../../src/users/typeorm-account-rows.js';
import { connect, type Connection } from '../database/connect.js';
import { testDatabases, type ThrowAwayDatabase } from '../databases.js';

const alice: AccountRow = {
  id: 'a',
  username: 'Alice',
  email: 'Alice@Example.com',
  displayName: 'Alice 😀',
  roles: ['user', 'admin'],
  createdAt: 1_760_000_000_123,
  ...UNTOUCHED,
  disabledAt: 1_760_000_000_789,
  emailVerifiedAt: null,
  passwordHash: '$2b$…',
};

const bob: AccountRow = { ...alice, id: 'b', username: 'bob', email: null, passwordHash: null };
const cara: AccountRow = { ...alice, id: 'c', username: 'cara', email: 'cara@example.com' };

describe.each(testDatabases())('rows of accounts on $dialect', ({ create }) => {
  let database: ThrowAwayDatabase;
  let one: Connection;
  let rows: AccountRows;
  let retired: RetiredNames;

  beforeAll(async () => {
    database = await create();
    one = await connect(database.url);
    retired = new RetiredNames([Buffer.from('a newer key'), Buffer.from('an older key')]);
    rows = new TypeOrmAccountRows(one.session, retired);
  });

  beforeEach(async () => {
    await one.session.execute('DELETE FROM users', []);
  });

  afterAll(async () => {
    await one.dataSource.destroy();
    await database.drop();
  });

  it('come back as they were added, with their hashes', async () => {
    expect(await rows.addAll([alice, bob])).toBe(true);
    expect(await rows.after(null, 10)).toEqual([alice, bob]);
  });

  it('come page by page in the order of their ids', async () => {
    await rows.addAll([cara, alice, bob]);
    expect(await rows.after(null, 2)).toEqual([alice, bob]);
    expect(await rows.after('b', 2)).toEqual([cara]);
    expect(await rows.after('c', 2)).toEqual([]);
  });

  it.each([
    ['id', { id: 'a' }],
    ['name', { username: 'ALICE' }],
    ['address', { email: 'ALICE@example.COM' }],
  ])('are not added, not one of them, where an %s is taken', async (_, clash) => {
    await rows.addAll([alice]);
    expect(await rows.addAll([bob, { ...cara, ...clash }])).toBe(false);
    expect(await rows.after(null, 10)).toEqual([alice]);
    expect(await rows.clashing([bob, { ...cara, ...clash }])).toEqual([alice]);
  });

  it('clash once with an account that has all of it', async () => {
    await rows.addAll([alice, bob]);
    expect(await rows.clashing([alice, cara])).toEqual([alice]);
    expect(await rows.clashing([cara])).toEqual([]);
  });

  it('know the names of accounts that were deleted, under an older key too', async () => {
    const [, digest = ''] = retired.digestsOf('alice' as CanonicalName);
    await one.session.execute('INSERT INTO retired_names (digest, retired_at) VALUES (?, ?)', [
      digest,
      1,
    ]);
    expect([...(await rows.retired([bob, alice, cara]))]).toEqual(['alice']);
    expect(await rows.retired([])).toEqual(new Set());
  });

  it('are counted among the administrators by their role', async () => {
    const enabled = { ...alice, disabledAt: null };
    await rows.addAll([enabled, { ...bob, roles: ['user'] }]);
    const administrators = new TypeOrmAdministrators(one.session);
    expect(await administrators.hasOthersThan('b')).toBe(true);
    expect(await administrators.hasOthersThan('a')).toBe(false);
  });

  it('are 500 in one statement', async () => {
    const many = Array.from({ length: 500 }, (_, n) => ({
      ...alice,
      id: `${n}`,
      username: `user${n}`,
      email: `user${n}@example.com`,
    }));
    expect(await rows.addAll(many)).toBe(true);
    expect(await rows.clashing(many)).toHaveLength(500);
  });

  it('are part of a unit of work, and gone with it', async () => {
    const work = one.unitOfWork.run(async () => {
      await rows.addAll([alice]);
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(await rows.after(null, 10)).toEqual([]);
  });
});
