import type { PoolConnection, RowDataPacket } from 'mysql2';
import { QueryFailedError } from 'typeorm';
import type { MysqlDriver } from 'typeorm/driver/mysql/MysqlDriver.js';
import { MysqlQueryRunner } from 'typeorm/driver/mysql/MysqlQueryRunner.js';
import type { ArrayReader } from '../array-rows.js';
import { overloaded, withoutParameters } from '../failure.js';
import { type Attributes, traced } from '../../tracing/tracer.js';

/**
 * @param milliseconds How long `work` may take.
 * @param abandon Called when it took longer; what `work` comes to is of no interest then.
 * @throws AuthError OVERLOADED when time is up.
 */
export async function withDeadline<T>(
  work: Promise<T>,
  milliseconds: number,
  abandon: () => void,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeIsUp = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => {
      abandon();
      refuse(overloaded());
    }, milliseconds);
  });
  try {
    return await Promise.race([work, timeIsUp]);
  } finally {
    clearTimeout(timer);
  }
}

function placeOf({ options, database }: MysqlDriver, at: PoolConnection | null): Attributes {
  return {
    'db.system.name': options.type,
    'db.namespace': database ?? '',
    'server.address': at?.config.host ?? '',
    'server.port': at?.config.port ?? 3306,
  };
}

/** Milliseconds for one statement, and as many for getting a connection to run it on. */
const STATEMENT_DEADLINE = 5000;

/**
 * A database that hangs must not hang its callers. A connection whose answer did not come in time
 * is closed, since its next user would wait behind that answer or join its transaction.
 */
export class DeadlineMysqlQueryRunner extends MysqlQueryRunner implements ArrayReader {
  /** Milliseconds. */
  deadline = STATEMENT_DEADLINE;
  private pooled: PoolConnection | null = null;
  /** For a trace. */
  private readonly describe: () => Attributes;

  constructor(driver: MysqlDriver) {
    super(driver, 'master');
    this.describe = () => placeOf(driver, this.pooled);
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
    return this.run(query, () => super.query(query, parameters, useStructuredResult));
  }

  async queryArrays(sql: string, parameters: readonly unknown[]): Promise<readonly unknown[]> {
    const connection = await this.connect();
    this.dataSource.logger.logQuery(sql, [...parameters], this);
    return this.run(sql, async () => {
      try {
        const query = { sql, rowsAsArray: true };
        const [rows] = await connection.promise().query<RowDataPacket[][]>(query, [...parameters]);
        return rows;
      } catch (error) {
        throw new QueryFailedError(sql, [], error as Error);
      }
    });
  }

  private async run<T>(sql: string, statement: () => Promise<T>): Promise<T> {
    const connection = await this.connect();
    try {
      return await traced(sql, this.describe, () =>
        withDeadline(statement(), this.deadline, () => {
          connection.destroy();
        }),
      );
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
