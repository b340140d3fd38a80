import type { Database } from 'better-sqlite3';
import { QueryFailedError } from 'typeorm';
import type { IsolationLevel } from 'typeorm/driver/types/IsolationLevel.js';
import type { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver.js';
import { BetterSqlite3QueryRunner } from 'typeorm/driver/better-sqlite3/BetterSqlite3QueryRunner.js';
import { type Leave, unlessBusy } from './connection-lock.js';
import type { ConnectionTurns } from './connection-turns.js';
import type { WriteGroup } from './write-group.js';
import type { ArrayReader } from '../array-rows.js';
import { assertBindable } from '../database-session.js';
import { withoutParameters } from '../failure.js';
import { traced } from '../../tracing/tracer.js';

/** For a trace; there is nothing more to tell of a file. */
const describe = () => ({ 'db.system.name': 'sqlite' });

/** A deferred transaction cannot wait for its turn to write when it has read before. */
const BEGIN_IMMEDIATE = 'BEGIN IMMEDIATE TRANSACTION';
const BEGIN = 'BEGIN TRANSACTION';

/** What may run in a transaction with others; a PRAGMA and the like may not. */
const WRITES = /^\s*(INSERT|UPDATE|DELETE|REPLACE)\b/i;

/**
 * TypeORM has one connection to SQLite and one query runner for all callers, so that the queries of
 * other requests land inside a running transaction. Here each caller has a runner of its own, and
 * holds the connection from the start of its transaction to the end, or for one statement that reads.
 * One that writes and stands alone shares a transaction with others of its kind.
 */
export class ExclusiveSqliteQueryRunner extends BetterSqlite3QueryRunner implements ArrayReader {
  private leave: Leave | null = null;

  constructor(
    driver: BetterSqlite3Driver,
    private readonly turns: ConnectionTurns,
    private readonly group: WriteGroup,
  ) {
    super(driver);
  }

  override async query(
    query: string,
    parameters?: unknown[],
    useStructuredResult?: boolean,
  ): ReturnType<BetterSqlite3QueryRunner['query']> {
    assertBindable(parameters ?? []);
    if (query === BEGIN) return this.run(BEGIN_IMMEDIATE);
    if (this.leave !== null) {
      return unlessBusy(() => this.run(query, parameters, useStructuredResult));
    }
    if (WRITES.test(query)) return this.write(query, parameters, useStructuredResult);
    return this.turns.read(() => this.run(query, parameters, useStructuredResult));
  }

  async queryArrays(sql: string, parameters: readonly unknown[]): Promise<readonly unknown[]> {
    assertBindable(parameters);
    this.dataSource.logger.logQuery(sql, [...parameters], this);
    const read = () => traced(sql, describe, () => this.readArrays(sql, parameters));
    return this.leave === null ? this.turns.read(read) : unlessBusy(read);
  }

  /** Waits for its turn to write before it keeps others from the connection. */
  override async startTransaction(isolationLevel?: IsolationLevel): Promise<void> {
    if (this.leave !== null) return super.startTransaction(isolationLevel);
    await this.turns.write(async (leave) => {
      this.leave = leave;
      try {
        await super.startTransaction(isolationLevel);
      } catch (error) {
        this.isTransactionActive = false;
        this.leave = null;
        throw error;
      }
    });
  }

  override async commitTransaction(): Promise<void> {
    await super.commitTransaction();
    if (!this.isTransactionActive) this.leaveConnection();
  }

  override async rollbackTransaction(): Promise<void> {
    const outermost = this.transactionDepth <= 1;
    try {
      await super.rollbackTransaction();
    } finally {
      if (outermost) this.leaveConnection();
    }
  }

  private async readArrays(
    sql: string,
    parameters: readonly unknown[],
  ): Promise<readonly unknown[]> {
    const database = (await this.connect()) as Database;
    try {
      // A statement of its own: one that TypeORM keeps would hand over arrays from then on.
      return database
        .prepare(sql)
        .raw()
        .all(...parameters);
    } catch (error) {
      throw withoutParameters(new QueryFailedError(sql, [], error as Error));
    }
  }

  private async write(
    query: string,
    parameters: unknown[] = [],
    useStructuredResult = false,
  ): ReturnType<BetterSqlite3QueryRunner['query']> {
    this.dataSource.logger.logQuery(query, parameters, this);
    const together = () => this.group.add({ sql: query, parameters });
    const written = await traced(query, describe, together);
    if (written !== null) return useStructuredResult ? written : written.raw;
    return this.writeAlone(query, parameters, useStructuredResult);
  }

  private async writeAlone(
    query: string,
    parameters: unknown[],
    useStructuredResult: boolean,
  ): ReturnType<BetterSqlite3QueryRunner['query']> {
    return this.turns.write(async (leave) => {
      const answer: unknown = await this.run(query, parameters, useStructuredResult);
      leave();
      return answer;
    });
  }

  private async run(
    query: string,
    parameters?: unknown[],
    useStructuredResult?: boolean,
  ): ReturnType<BetterSqlite3QueryRunner['query']> {
    try {
      return await traced(query, describe, () =>
        super.query(query, parameters, useStructuredResult),
      );
    } catch (error) {
      throw withoutParameters(error);
    }
  }

  private leaveConnection(): void {
    this.leave?.();
    this.leave = null;
  }
}
