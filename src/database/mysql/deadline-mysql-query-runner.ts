import type { PoolConnection } from 'mysql2';
import type { MysqlDriver } from 'typeorm/driver/mysql/MysqlDriver.js';
import { MysqlQueryRunner } from 'typeorm/driver/mysql/MysqlQueryRunner.js';
import { overloaded } from '../overload.js';
import { withoutParameters } from '../without-parameters.js';
import { withDeadline } from './deadline.js';

/** Milliseconds for one statement, and as many for getting a connection to run it on. */
const STATEMENT_DEADLINE = 5000;

/**
 * A database that hangs must not hang its callers. A connection whose answer did not come in time
 * is closed, since whoever got it next would wait behind that answer or join its transaction.
 */
export class DeadlineMysqlQueryRunner extends MysqlQueryRunner {
  /** Milliseconds. */
  deadline = STATEMENT_DEADLINE;
  private pooled: PoolConnection | null = null;

  constructor(driver: MysqlDriver) {
    super(driver, 'master');
  }

  override async connect(): Promise<PoolConnection> {
    this.pooled ??= await this.acquire();
    return this.pooled;
  }

  override async query(
    query: string,
    parameters?: unknown[],
    useStructuredResult?: boolean,
  ): ReturnType<MysqlQueryRunner['query']> {
    const connection = await this.connect();
    const answer = super.query(query, parameters, useStructuredResult);
    try {
      return await withDeadline(answer, this.deadline, () => {
        connection.destroy();
      });
    } catch (error) {
      throw withoutParameters(error);
    }
  }

  private async acquire(): Promise<PoolConnection> {
    const acquisition = super.connect() as Promise<PoolConnection>;
    try {
      return await withDeadline(acquisition, this.deadline, () => {
        releaseWhenItComes(acquisition);
      });
    } catch (error) {
      throw isQueueFull(error) ? overloaded() : error;
    }
  }
}

function releaseWhenItComes(acquisition: Promise<PoolConnection>): void {
  acquisition.then(
    (connection) => {
      connection.release();
    },
    () => undefined,
  );
}

/** mysql2 gives this error no code. */
const isQueueFull = (error: unknown): boolean =>
  error instanceof Error && error.message === 'Queue limit reached.';
