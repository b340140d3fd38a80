import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { AppConfig } from '../../../src/config/app-config.js';
import { databaseOptions, migrate, openDatabase } from '../../../src/database/data-source.js';
import { testDatabases, type ThrowAwayDatabase } from '../../databases.js';

describe.each(testDatabases())('tables of authorization on $dialect', ({ create }) => {
  let database: ThrowAwayDatabase;
  let dataSource: DataSource;

  beforeEach(async () => {
    Logger.overrideLogger(false);
    database = await create();
    dataSource = await openDatabase(databaseOptions(new AppConfig({ databaseUrl: database.url })));
    // To the schema in which they had their old names.
    while (await has('used_authorization_codes')) {
      await dataSource.undoLastMigration({ transaction: 'none' });
    }
    await dataSource.query(`INSERT INTO code_claims VALUES ('a-code', 1000), ('b-code', 2000)`);
    await dataSource.query(
      `INSERT INTO authorization_starts VALUES ('a-state', 'corp', 'https://a.example', 'b', 1, 3000)`,
    );
  });

  afterEach(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  async function has(table: string): Promise<boolean> {
    const runner = dataSource.createQueryRunner();
    try {
      return await runner.hasTable(table);
    } finally {
      await runner.release();
    }
  }

  const rows = async (table: string): Promise<readonly unknown[][]> => {
    const found = await dataSource.query<readonly object[]>(`SELECT * FROM ${table} ORDER BY 1`);
    return found.map((row) => Object.values(row).map(String));
  };
  const CODES = [
    ['a-code', '1000'],
    ['b-code', '2000'],
  ];
  const REQUESTS = [['a-state', 'corp', 'https://a.example', 'b', '1', '3000']];

  it('keep their rows under the new names', async () => {
    await migrate(dataSource);
    expect(await rows('used_authorization_codes')).toEqual(CODES);
    expect(await rows('authorization_requests')).toEqual(REQUESTS);
    expect([await has('code_claims'), await has('authorization_starts')]).toEqual([false, false]);
  });

  it('are whole after a migration that was killed between copying and dropping', async () => {
    await dataSource.query(
      'CREATE TABLE used_authorization_codes (code_digest varchar(43) PRIMARY KEY, used_at bigint NOT NULL)',
    );
    await dataSource.query(`INSERT INTO used_authorization_codes VALUES ('a-code', 1000)`);
    await migrate(dataSource);
    expect(await rows('used_authorization_codes')).toEqual(CODES);
  });

  it('get their rows back when it is taken back', async () => {
    await migrate(dataSource);
    while (await has('used_authorization_codes')) {
      await dataSource.undoLastMigration({ transaction: 'none' });
    }
    expect(await rows('code_claims')).toEqual(CODES);
    expect(await rows('authorization_starts')).toEqual(REQUESTS);
  });
});
