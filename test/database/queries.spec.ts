import { AppConfig } from '../../src/config/app-config.js';
import { randomUUID } from 'node:crypto';
import { inspect } from 'node:util';
import { QueryFailedError } from 'typeorm';
import { testDatabases, type ThrowAwayDatabase } from '../databases.js';
import { createDataSource, databaseOptions } from '../../src/database/data-source.js';
import { UserEntity } from '../../src/users/user.entity.js';
import { connect, type Connection } from './connect.js';

describe.each(testDatabases())('queries on $dialect', ({ create }) => {
  let database: ThrowAwayDatabase;
  let one: Connection;

  beforeAll(async () => {
    database = await create();
    one = await connect(database.url);
  });

  afterAll(async () => {
    await one.dataSource.destroy();
    await database.drop();
  });

  it('refuse to look for undefined, which would find the first row', async () => {
    const options = databaseOptions(new AppConfig({ databaseUrl: database.url }));
    const { manager } = await createDataSource({ ...options, entities: [UserEntity] }).initialize();
    const where = JSON.parse('{"id": null}') as { id: string };
    Reflect.set(where, 'id', undefined);
    await expect(manager.findOne(UserEntity, { where })).rejects.toThrow(/undefined/);
    await expect(manager.update(UserEntity, where, { roles: [] })).rejects.toThrow(/undefined/);
    await expect(manager.delete(UserEntity, where)).rejects.toThrow(/undefined/);
    await manager.dataSource.destroy();
  });

  it.each([{ username_key: 1 }, ['a', 'b']])(
    'find no account by %p, which a driver might write into the statement',
    async (value) => {
      await one.session.execute(
        `INSERT INTO users (id, username, username_key, display_name, roles, created_at)
         VALUES (?, 'a', ?, 'a', '[]', 0)`,
        [randomUUID(), randomUUID()],
      );
      const rows = await one.session
        .select('SELECT id FROM users WHERE username_key = ?', [value as unknown as string])
        .catch(() => []);
      expect(rows).toEqual([]);
    },
  );

  it('fail without telling what was bound to them', async () => {
    const failure: unknown = await one.session
      .execute('INSERT INTO users (id, password_hash) VALUES (?, ?)', ['a', 'secret-hash'])
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    const shown = inspect(failure, { depth: 10, showHidden: true }) + JSON.stringify(failure);
    expect(shown).not.toContain('secret-hash');
  });

  it('refuse what does not fit its column rather than cut it', async () => {
    const work = one.session.execute(
      `INSERT INTO users (id, username, username_key, display_name, roles, created_at)
       VALUES (?, 'a', 'a', 'a', '[]', 0)`,
      ['x'.repeat(37)],
    );
    if (one.dataSource.options.type === 'better-sqlite3') await work;
    else await expect(work).rejects.toThrow(/Data too long/);
  });

  it('take text of every script', async () => {
    const text = 'Zoë 𝒵 😀 ’';
    const [row] = await one.session.select('SELECT ? AS text', [text]);
    expect(row).toEqual({ text });
  });

  it('hand rows over as arrays, inside a unit of work too, and as objects afterwards', async () => {
    const sql = 'SELECT ? AS text, ? AS number, NULL AS absent';
    const parameters = ['Zoë 😀', 4_102_444_800_999];
    const read = () => one.session.selectArrays(sql, parameters);
    const objects = () => one.session.select(sql, parameters);
    const array = ['Zoë 😀', 4_102_444_800_999, null];
    const object = { text: array[0], number: array[1], absent: array[2] };
    expect(await objects()).toEqual([object]);
    expect(await read()).toEqual([array]);
    expect(await objects()).toEqual([object]);
    const id = randomUUID();
    await one.unitOfWork.run(async () => {
      await one.session.execute(
        `INSERT INTO users (id, username, username_key, display_name, roles, created_at)
         VALUES (?, 'a', ?, 'a', '[]', 0)`,
        [id, id],
      );
      const find = 'SELECT id, username FROM users WHERE id = ?';
      expect(await one.session.selectArrays(find, [id])).toEqual([[id, 'a']]);
      expect(await objects()).toEqual([object]);
      expect(await read()).toEqual([array]);
      expect(await objects()).toEqual([object]);
    });
  });

  it('fail as arrays without telling what was bound to them', async () => {
    const failure: unknown = await one.session
      .selectArrays('SELECT no_such_column FROM users WHERE id = ?', ['secret-hash'])
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(QueryFailedError);
    const shown = inspect(failure, { depth: 10, showHidden: true }) + JSON.stringify(failure);
    expect(shown).not.toContain('secret-hash');
    const made = one.session.selectArrays('SELECT ? AS text', [{ a: 1 } as unknown as string]);
    await expect(made).rejects.toThrow('cannot be bound');
  });
});
