import type { IsolationLevel } from 'typeorm/driver/types/IsolationLevel.js';
import type { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver.js';
import { BetterSqlite3QueryRunner } from 'typeorm/driver/better-sqlite3/BetterSqlite3QueryRunner.js';
import { unlessBusy, type ConnectionLock } from './connection-lock.js';
import { assertBindable } from '../database-session.js';
import { withoutParameters } from '../failure.js';
import { traced } from '../../tracing/tracer.js';

/** For a trace; there is nothing more to tell of a file. */
const describe = () => ({ 'db.system.name': 'sqlite' });

/** A deferred transaction cannot wait for its turn to write when it has read before. */
const BEGIN_IMMEDIATE = 'BEGIN IMMEDIATE TRANSACTION';
const BEGIN = 'BEGIN TRANSACTION';

/**
 * TypeORM has one connection to SQLite and one query runner for all callers, so that the queries of
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
    if (query === BEGIN) return this.run(BEGIN_IMMEDIATE);
    if (this.leave !== null) {
      return unlessBusy(() => this.run(query, parameters, useStructuredResult));
    }
    return unlessBusy(async () => {
      const leave = await this.lock.enter();
      try {
        const answer: unknown = await this.run(query, parameters, useStructuredResult);
        return answer;
      } finally {
        leave();
      }
    });
  }

  /** Waits for its turn to write before it keeps others from the connection. */
  override async startTransaction(isolationLevel?: IsolationLevel): Promise<void> {
    if (this.leave !== null) return super.startTransaction(isolationLevel);
    return unlessBusy(async () => {
      this.leave = await this.lock.enter();
      try {
        await super.startTransaction(isolationLevel);
      } catch (error) {
        this.isTransactionActive = false;
        this.leaveConnection();
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
