import type { IsolationLevel } from 'typeorm/driver/types/IsolationLevel.js';
import type { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver.js';
import { BetterSqlite3QueryRunner } from 'typeorm/driver/better-sqlite3/BetterSqlite3QueryRunner.js';
import { assertBindable } from '../parameter.js';
import { withoutParameters } from '../without-parameters.js';
import type { ConnectionLock } from './connection-lock.js';

/**
 * TypeORM has one connection to SQLite and one query runner for everybody, so that the queries of
 * other requests land inside a running transaction. Here each caller has a runner of its own, and
 * holds the connection from the start of its transaction to the end, or for one statement.
 */
export class ExclusiveSqliteQueryRunner extends BetterSqlite3QueryRunner {
  private leave: (() => void) | null = null;

  constructor(
    driver: BetterSqlite3Driver,
    private readonly lock: ConnectionLock,
  ) {
    super(driver);
  }

  override async query(
    query: string,
    parameters?: unknown[],
    useStructuredResult?: boolean,
  ): ReturnType<BetterSqlite3QueryRunner['query']> {
    assertBindable(parameters ?? []);
    const leave = this.leave === null ? await this.lock.enter() : null;
    try {
      return await super.query(immediate(query), parameters, useStructuredResult);
    } catch (error) {
      throw withoutParameters(error);
    } finally {
      leave?.();
    }
  }

  override async startTransaction(isolationLevel?: IsolationLevel): Promise<void> {
    const outermost = this.leave === null;
    this.leave ??= await this.lock.enter();
    try {
      await super.startTransaction(isolationLevel);
    } catch (error) {
      if (outermost) this.leaveConnection();
      throw error;
    }
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

  private leaveConnection(): void {
    this.leave?.();
    this.leave = null;
  }
}

/** A deferred transaction cannot wait for its turn to write when it has read before. */
const immediate = (query: string): string =>
  query === 'BEGIN TRANSACTION' ? 'BEGIN IMMEDIATE TRANSACTION' : query;
