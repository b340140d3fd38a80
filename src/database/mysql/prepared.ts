import { type PoolConnection, TypedParameter } from 'mysql2';
import { assertBindable } from '../parameter.js';

/** Integers keep their type: mysql2 sends numbers as DOUBLE, which LIMIT does not take on MySQL. */
const typed = (value: unknown): unknown =>
  typeof value === 'number' ? TypedParameter.LONGLONG(value) : value;

/**
 * Has every statement with parameters prepared on the server. What a client escapes means something
 * else once the server's mode changes (`NO_BACKSLASH_ESCAPES`), and a value becomes SQL.
 * @param failed Hears of each statement that failed.
 */
export function prepareStatements(
  connection: PoolConnection,
  failed: (error: unknown) => void,
): void {
  // TypeORM asks for it at every statement, and mysql2 resolves and loads a module each time.
  const promised = connection.promise();
  const query = promised.query.bind(promised);
  const run = async (sql: string, parameters: readonly unknown[] = []): Promise<unknown> => {
    assertBindable(parameters);
    try {
      return parameters.length === 0
        ? await query(sql)
        : await promised.execute(sql, parameters.map(typed) as never);
    } catch (error) {
      failed(error);
      throw error;
    }
  };
  Object.assign(promised, { query: run });
  connection.promise = () => promised;
}
