import { AppConfig } from '../../../src/config/app-config.js';
import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { databaseOptions, migrate, openDatabase } from '../../../src/database/data-source.js';
import { testDatabases, type ThrowAwayDatabase } from '../../databases.js';

/** What is there before the keys are computed anew: its username, its address, its id. */
type Person = readonly [username: string, email?: string | null, id?: string];

/** As keys were computed before case was folded as Unicode folds it. */
const keyBefore = (text: string): string => text.normalize('NFKC').toLowerCase().normalize('NFKC');

let people = 0;
const idOf = (n: number): string => `0190a000-0000-7000-8000-${String(n).padStart(12, '0')}`;

async function insert(dataSource: DataSource, persons: readonly Person[]): Promise<void> {
  for (let from = 0; from < persons.length; from += 200) {
    const rows = persons.slice(from, from + 200).map(([username, email = null, id]) => {
      people += 1;
      const keys = [keyBefore(username), email === null ? null : keyBefore(email)];
      return [id ?? idOf(people), username, email, ...keys, username, '[]', 1_760_000_000_000];
    });
    const values = rows.map((row) => `(${row.map(() => '?').join(', ')})`).join(', ');
    await dataSource.query(
      `INSERT INTO users (id, username, email, username_key, email_key, display_name, roles,
         created_at) VALUES ${values}`,
      rows.flat(),
    );
  }
}

describe.each(testDatabases())('keys of names that were stored before, on $dialect', (each) => {
  let database: ThrowAwayDatabase;
  let dataSource: DataSource;

  const options = () => databaseOptions(new AppConfig({ databaseUrl: database.url }));
  const forget = () =>
    dataSource.query<unknown>(`DELETE FROM migrations WHERE name LIKE 'FoldNames%'`);
  const keys = async (): Promise<Readonly<Record<string, unknown>>> => {
    const rows = await dataSource.query<
      readonly { readonly username: string; readonly username_key: string }[]
    >('SELECT username, username_key FROM users');
    return Object.fromEntries(rows.map((row) => [row.username, row.username_key]));
  };
  const refusal = async (): Promise<string> => {
    const error: unknown = await migrate(dataSource).catch((reason: unknown) => reason);
    return error instanceof Error ? error.message : 'no refusal';
  };

  beforeAll(async () => {
    Logger.overrideLogger(false);
    database = await each.create();
    dataSource = await openDatabase(options());
  });

  beforeEach(async () => {
    await dataSource.query('DELETE FROM users');
    await forget();
  });

  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  it('are computed anew, and others stay', async () => {
    await insert(dataSource, [
      ['Οδυσσευς', 'Οδυσσευς@example.com'],
      ['Großmann', 'GROẞ@example.com'],
      ['plain', 'Plain@example.com'],
      ['ılık'],
    ]);
    await migrate(dataSource);
    expect(await keys()).toEqual({
      Οδυσσευς: 'οδυσσευσ',
      Großmann: 'grossmann',
      plain: 'plain',
      ılık: 'ılık',
    });
    const rows = await dataSource.query<readonly { readonly email_key: string | null }[]>(
      'SELECT email_key FROM users ORDER BY id',
    );
    expect(rows.map((row) => row.email_key)).toEqual([
      'οδυσσευσ@example.com',
      'gross@example.com',
      'plain@example.com',
      null,
    ]);
  });

  it('are computed anew for more people than one statement takes', async () => {
    const persons = Array.from({ length: 1203 }, (_, n): Person => [
      n % 2 === 0 ? `Σοφός${n}ς` : `plain${n}`,
      `${n}ß@example.com`,
    ]);
    await insert(dataSource, persons);
    await migrate(dataSource);
    const after = await keys();
    expect(Object.keys(after)).toHaveLength(1203);
    for (const [name, key] of Object.entries(after)) {
      expect(key).toBe(name.toLowerCase().replaceAll('ς', 'σ'));
    }
  });

  it.each<[string, readonly Person[], string]>([
    ['one that stays', [['strasse'], ['straße']], '"straße" (ID2) and "strasse" (ID1)'],
    ['one that changes too', [['ßss'], ['ssß']], '"ssß" (ID2) and "ßss" (ID1)'],
  ])('are named where they meet %s, and nothing is changed', async (_, persons, pair) => {
    const first = people + 1;
    await insert(dataSource, [...persons, ['Οδυσσευς']]);
    const before = await keys();
    const message = await refusal();
    expect(message).toContain(
      `username: ${pair.replace('ID1', idOf(first)).replace('ID2', idOf(first + 1))}`,
    );
    expect(message).toContain('docs/operations.md');
    expect(await keys()).toEqual(before);
  });

  it('are named every pair at once, over pages, and addresses by their owners', async () => {
    const crowd = Array.from({ length: 700 }, (_, n): Person => [`crowd${n}`]);
    const last = '0190a000-0000-7000-8000-ffffffffffff';
    await insert(dataSource, [
      ['strasse', 'a@gross.example'],
      ['σοφοσ'],
      ...crowd,
      ['σοφος'],
      ['straße'],
      ['third', 'a@groß.example', last],
    ]);
    const message = await refusal();
    for (const name of ['strasse', 'straße', 'σοφοσ', 'σοφος', 'third']) {
      expect(message).toContain(`"${name}"`);
    }
    expect(message).toContain(`email: "third" (${last}) and "strasse"`);
    expect(message).not.toContain('@');
    expect(message).not.toContain('crowd');
  });

  it('are named where a name has none any more', async () => {
    await insert(dataSource, [['ß'.repeat(100)]]);
    expect(await refusal()).toMatch(/username: "ß{100}" \([\w-]+\) has no key/);
  });

  it('go through once one of a pair has another name', async () => {
    const first = people + 1;
    await insert(dataSource, [
      ['strasse'],
      ['straße'],
      ['gross', 'x@a.example'],
      ['b', 'ß@a.example'],
    ]);
    await insert(dataSource, [['c', 'ss@a.example']]);
    expect(await refusal()).toContain('strasse');
    await dataSource.query('UPDATE users SET username = ?, username_key = ? WHERE id = ?', [
      'strasse-2',
      'strasse-2',
      idOf(first),
    ]);
    expect(await refusal()).not.toContain('strasse');
    await dataSource.query('UPDATE users SET email = ?, email_key = ? WHERE id = ?', [
      'other@a.example',
      'other@a.example',
      idOf(first + 3),
    ]);
    await migrate(dataSource);
    expect(await keys()).toMatchObject({ 'strasse-2': 'strasse-2', straße: 'strasse' });
  });

  it('go through where a new name was written and its key was not', async () => {
    const first = people + 1;
    await insert(dataSource, [['straße'], ['strasse']]);
    await dataSource.query('UPDATE users SET username = ? WHERE id = ?', [
      'strasse-2',
      idOf(first + 1),
    ]);
    await migrate(dataSource);
    expect(await keys()).toEqual({ straße: 'strasse', 'strasse-2': 'strasse-2' });
  });

  it('change nothing the second time', async () => {
    await insert(dataSource, [['Οδυσσευς']]);
    await migrate(dataSource);
    const before = await keys();
    await forget();
    await migrate(dataSource);
    expect(await keys()).toEqual(before);
  });

  it('are what they were when the migration is taken back', async () => {
    await insert(dataSource, [['Οδυσσευς', 'GROẞ@example.com']]);
    const before = await keys();
    await migrate(dataSource);
    expect(await keys()).not.toEqual(before);
    await dataSource.undoLastMigration();
    expect(await keys()).toEqual(before);
    await migrate(dataSource);
  });

  it('refuse in words that a start can show', async () => {
    await insert(dataSource, [['strasse'], ['straße']]);
    await expect(migrate(dataSource)).rejects.toMatchObject({ code: 'NAMES_COLLIDE' });
  });
});
