import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { AppConfig } from '../../../src/config/app-config.js';
import { databaseOptions, migrate, openDatabase } from '../../../src/database/data-source.js';
import { testDatabases, type ThrowAwayDatabase } from '../../databases.js';

describe.each(testDatabases())('events from before the chain on $dialect', (engine) => {
  let database: ThrowAwayDatabase;
  let dataSource: DataSource;

  const insert = (id: string): Promise<unknown> =>
    dataSource.query(
      `INSERT INTO audit_events (id, at, type, user_id, session_id, details, request_id, address, user_agent)
       VALUES ('${id}', 1000, 'logged-out', 'u', 's', '{}', 'r', '::1', NULL)`,
    );
  const ids = async (table: string): Promise<readonly string[]> => {
    const rows = await dataSource.query<{ id: string }[]>(`SELECT id FROM ${table} ORDER BY id`);
    return rows.map(({ id }) => id);
  };
  const has = async (table: string, column: string): Promise<boolean> => {
    const runner = dataSource.createQueryRunner();
    try {
      return await runner.hasColumn(table, column);
    } finally {
      await runner.release();
    }
  };
  const revert = async (): Promise<void> => {
    while (await has('audit_events', 'chain')) {
      await dataSource.undoLastMigration({ transaction: 'none' });
    }
  };

  beforeEach(async () => {
    Logger.overrideLogger(false);
    database = await engine.create();
    dataSource = await openDatabase(databaseOptions(new AppConfig({ databaseUrl: database.url })));
    await revert();
    await insert('first');
    await insert('second');
  });

  afterEach(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  it('are all there afterwards, apart from the chains', async () => {
    await migrate(dataSource);
    expect(await ids('audit_events_before')).toEqual(['first', 'second']);
    expect(await ids('audit_events')).toEqual([]);
  });

  it('are back where they were when it is taken back, with those written since', async () => {
    await migrate(dataSource);
    await dataSource.query(
      `INSERT INTO audit_events (chain, seq, id, at, type, details, request_id, address)
       VALUES ('c', 1, 'third', 1000, 'logged-out', '{}', 'r', '::1')`,
    );
    await revert();
    expect(await ids('audit_events')).toEqual(['first', 'second', 'third']);
    await migrate(dataSource);
    expect(await ids('audit_events_before')).toEqual(['first', 'second', 'third']);
  });

  if (engine.dialect === 'sqlite') return;

  it('are written on by instances of the version before', async () => {
    await migrate(dataSource);
    await insert('third');
    await insert('fourth');
    expect(await ids("audit_events WHERE chain = ''")).toEqual(['fourth', 'third']);
  });

  it('are whole after a migration that was killed half-way', async () => {
    await migrate(dataSource);
    await dataSource.query('DROP TABLE audit_chains');
    await dataSource.query(`DELETE FROM migrations WHERE name LIKE 'ChainAuditEvents%'`);
    await migrate(dataSource);
    expect(await has('audit_chains', 'stub')).toBe(true);
    expect(await ids('audit_events_before')).toEqual(['first', 'second']);
  });
});
