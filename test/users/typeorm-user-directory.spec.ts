import { RetiredNames } from '../../src/users/retired-names.js';
import { searchStatement, TypeOrmUserDirectory } from '../../src/users/typeorm-user-directory.js';
import { TypeOrmUsers } from '../../src/users/typeorm-users.js';
import { type Searched, SEARCHED, type UserPage } from '../../src/users/user-directory.js';
import { UNTOUCHED, type User, type Users } from '../../src/users/users.js';
import { connect, type Connection } from '../database/connect.js';
import { testDatabases, type ThrowAwayDatabase } from '../databases.js';

const user = (id: string, username: string, email: string | null): User => ({
  ...UNTOUCHED,
  id,
  username,
  email,
  displayName: username,
  roles: ['user'],
  createdAt: 1,
  emailVerifiedAt: null,
});

const CROWD = 1200;
const INDEX: Readonly<Record<Searched, { readonly sqlite: RegExp; readonly mysql: RegExp }>> = {
  username: { sqlite: /INDEX users_username_key/, mysql: /users_username_key/ },
  email: { sqlite: /INDEX users_email_key/, mysql: /users_email_key/ },
  id: { sqlite: /INDEX sqlite_autoindex_users_\d/, mysql: /PRIMARY/ },
};

describe.each(testDatabases())('the directory of users on $dialect', ({ create, dialect }) => {
  let database: ThrowAwayDatabase;
  let one: Connection;
  let users: Users;
  let directory: TypeOrmUserDirectory;

  const found = async (by: Searched, prefix: string): Promise<readonly string[]> => {
    const { users: page } = await directory.search({ by, prefix, after: null, limit: 10 });
    return page.map(({ username }) => username);
  };

  beforeAll(async () => {
    database = await create();
    one = await connect(database.url);
    users = new TypeOrmUsers(one.session, new RetiredNames([Buffer.alloc(32)]));
    directory = new TypeOrmUserDirectory(one.session);
    await users.add(user('a-1', 'Anna', 'z@example.com'));
    await users.add(user('a-2', 'anne', 'y@example.com'));
    await users.add(user('b-1', 'an_other', null));
    await users.add(user('b-2', 'émile', 'anna@example.com'));
    await users.add(user('b-3', 'zoë', 'w@example.com'));
  });

  afterAll(async () => {
    await one.dataSource.destroy();
    await database.drop();
  });

  it('counts all, and hands out slices by id', async () => {
    expect(await directory.count()).toBe(5);
    const ids = async (offset: number, limit: number) =>
      (await directory.slice(offset, limit)).map(({ id }) => id);
    expect(await ids(0, 2)).toEqual(['a-1', 'a-2']);
    expect(await ids(2, 10)).toEqual(['b-1', 'b-2', 'b-3']);
    expect(await ids(5, 10)).toEqual([]);
    expect(await directory.slice(0, 1)).toEqual([user('a-1', 'Anna', 'z@example.com')]);
  });

  it('finds by the beginning of a name, an address or an id, in their order', async () => {
    expect(await found('username', 'an')).toEqual(['an_other', 'Anna', 'anne']);
    expect(await found('email', 'an')).toEqual(['émile']);
    expect(await found('id', 'b-')).toEqual(['an_other', 'émile', 'zoë']);
    expect(await found('username', 'é')).toEqual(['émile']);
    expect(await found('username', 'nobody')).toEqual([]);
  });

  it('takes signs of patterns for letters', async () => {
    expect(await found('username', '%')).toEqual([]);
    expect(await found('username', 'an_')).toEqual(['an_other']);
  });

  it('tells all that it knows of a user', async () => {
    const page = await directory.search({ by: 'id', prefix: 'a-1', after: null, limit: 1 });
    expect(page).toEqual({ users: [await users.findById('a-1')], next: null });
  });

  it('goes through a crowd page by page, each of them once', async () => {
    await one.unitOfWork.run(async () => {
      for (let n = 0; n < CROWD; n += 1) {
        await users.add(user(`crowd-${n}`, `crowd-${n}`, `crowd-${n}@example.com`));
      }
    });
    for (const by of SEARCHED) {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const page: UserPage = await directory.search({ by, prefix: 'crowd-', after, limit: 100 });
        seen.push(...page.users.map((each) => String(each[by])));
        after = page.next;
      } while (after !== null);
      expect(seen).toHaveLength(CROWD);
      expect(new Set(seen).size).toBe(CROWD);
      expect(seen).toEqual(seen.toSorted());
    }
  });

  it('has its statistics', async () => {
    const analyze = dialect === 'sqlite' ? 'ANALYZE' : 'ANALYZE TABLE users';
    await one.dataSource.query(analyze);
  });

  it.each(
    SEARCHED.flatMap((by) =>
      ['', 'crowd-'].flatMap((prefix) =>
        [null, 'crowd-998'].map((after) => ({ by, prefix, after })),
      ),
    ),
  )('reads a range of one index: by $by from "$prefix" after $after', async (search) => {
    const [sql, parameters] = searchStatement({ ...search, limit: 20 });
    const explain = dialect === 'sqlite' ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN';
    const plan = await one.session.select<Record<string, unknown>>(`${explain} ${sql}`, parameters);
    if (dialect === 'sqlite') {
      const [first = ''] = plan
        .map(({ detail }) => String(detail))
        .filter((each) => each.includes(' users '));
      expect(first).toMatch(/^SEARCH/);
      expect(first).toMatch(INDEX[search.by].sqlite);
      return;
    }
    const page = plan.find(({ select_type: type }) => type === 'DERIVED');
    expect(page?.key).toMatch(INDEX[search.by].mysql);
    expect(page?.type).toMatch(/^(range|index)$/);
    expect(page?.Extra).toMatch(/Using index/);
    expect(page?.Extra).not.toMatch(/filesort/);
    const rest = plan.filter((step) => step !== page && !String(step.table).startsWith('<'));
    expect(rest.map(({ type, key }) => [type, key])).toEqual([['eq_ref', 'PRIMARY']]);
  });
});
