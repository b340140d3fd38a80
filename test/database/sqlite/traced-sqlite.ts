import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { AppConfig } from '../../../src/config/app-config.js';
import { databaseOptions, openDatabase } from '../../../src/database/data-source.js';
import { DatabaseSession } from '../../../src/database/database-session.js';
import { TypeOrmUnitOfWork } from '../../../src/database/unit-of-work.js';
import { sqliteDriver } from '../../../src/database/sqlite/sqlite-options.js';
import { testDatabases, type ThrowAwayDatabase } from '../../databases.js';

Logger.overrideLogger(false);

/** A connection that sees nothing but what is on the disk, as another process would. */
export interface Onlooker {
  exec(sql: string): void;
  prepare(sql: string): { all(): unknown[] };
  close(): void;
}

const WRITE = /^\s*(INSERT|UPDATE|DELETE)/;

/** SQLite as the server has it, with a table to write to, and all that its driver was told to run. */
export class TracedSqlite {
  readonly session: DatabaseSession;
  readonly unitOfWork: TypeOrmUnitOfWork;
  private readonly onlookers: Onlooker[] = [];

  private constructor(
    readonly dataSource: DataSource,
    /** Every statement in the order in which the driver ran them, those that failed as well. */
    readonly statements: string[],
    private readonly database: ThrowAwayDatabase,
  ) {
    this.session = new DatabaseSession(dataSource);
    this.unitOfWork = new TypeOrmUnitOfWork(this.session);
  }

  static async open(database?: ThrowAwayDatabase): Promise<TracedSqlite> {
    const [sqlite] = testDatabases();
    const made = database ?? (await sqlite?.create());
    if (!made) throw new Error('there is always SQLite');
    const statements: string[] = [];
    const dataSource = await openDatabase({
      ...databaseOptions(new AppConfig({ databaseUrl: made.url })),
      verbose: (sql: unknown) => statements.push(String(sql)),
    } as Parameters<typeof openDatabase>[0]);
    await dataSource.query('CREATE TABLE notes (id TEXT PRIMARY KEY, text TEXT NOT NULL)');
    statements.length = 0;
    return new TracedSqlite(dataSource, statements, made);
  }

  async close(): Promise<void> {
    for (const each of this.onlookers) each.close();
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
    await this.database.drop();
  }

  onlooker(): Onlooker {
    const Driver = sqliteDriver() as new (path: string) => Onlooker;
    const made = new Driver(this.database.url.slice('sqlite:'.length));
    this.onlookers.push(made);
    return made;
  }

  add(id: string, text = ''): Promise<number> {
    return this.session.execute('INSERT INTO notes (id, text) VALUES (?, ?)', [id, text]);
  }

  async ids(): Promise<readonly string[]> {
    const rows = await this.session.select<{ id: string }>('SELECT id FROM notes ORDER BY id', []);
    return rows.map(({ id }) => id);
  }

  /** The ids that are on the disk. */
  stored(): readonly string[] {
    const rows = this.onlooker().prepare('SELECT id FROM notes ORDER BY id').all();
    return (rows as { id: string }[]).map(({ id }) => id);
  }

  count(statement: string): number {
    return this.statements.filter((each) => each.startsWith(statement)).length;
  }

  /** How often it waited for the disk: once a transaction, and once a write outside of one. */
  get commits(): number {
    let commits = 0;
    let inside = false;
    for (const statement of this.statements) {
      if (statement.startsWith('BEGIN')) inside = true;
      else if (/^(COMMIT|ROLLBACK)$/.test(statement)) {
        inside = false;
        commits += statement === 'COMMIT' ? 1 : 0;
      } else if (!inside && WRITE.test(statement)) commits += 1;
    }
    return commits;
  }
}

/** A fresh one for each test of a describe block. */
export function useTracedSqlite(): () => TracedSqlite {
  let current: TracedSqlite | undefined;
  beforeEach(async () => {
    current = await TracedSqlite.open();
  });
  afterEach(() => current?.close());
  return () => {
    if (!current) throw new Error('the database is not open yet');
    return current;
  };
}
