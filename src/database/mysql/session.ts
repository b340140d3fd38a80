import { type PoolConnection, type QueryOptions, TypedParameter } from 'mysql2';
import { assertBindable } from '../database-session.js';

type Dialect = 'mysql' | 'mariadb';

/** A lost race is told before the statement's own deadline, so that it can be tried again. */
const LOCK_WAIT = 3;
const EIGHT_HOURS = 28_800;
const NO_LIMIT = '18446744073709551615';

/**
 * What a session relies on, set outright: a server's configuration can turn each of them. What
 * does not fit a column is refused and never shortened; a backslash is an escape; a statement that
 * stands alone is its own transaction.
 */
const VARIABLES: Readonly<Record<string, string>> = {
  sql_mode: "'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'",
  autocommit: '1',
  completion_type: '0',
  time_zone: "'+00:00'",
  // Which index refused a duplicate is read from the message.
  lc_messages: "'en_US'",
  innodb_lock_wait_timeout: String(LOCK_WAIT),
  wait_timeout: String(EIGHT_HOURS),
  sql_select_limit: NO_LIMIT,
  sql_big_selects: '1',
  sql_safe_updates: '0',
  sql_auto_is_null: '0',
  foreign_key_checks: '1',
  unique_checks: '1',
  default_storage_engine: 'InnoDB',
};

/** The deadline of statements is kept by this process. */
const OWN: Readonly<Record<Dialect, Readonly<Record<string, string>>>> = {
  mysql: { max_execution_time: '0' },
  mariadb: { max_statement_time: '0', old_mode: "''" },
};

const statementsFor = (dialect: Dialect): readonly string[] => [
  `SET ${Object.entries({ ...VARIABLES, ...OWN[dialect] })
    .map(([name, value]) => `SESSION ${name} = ${value}`)
    .join(', ')}`,
  'SET NAMES utf8mb4',
  'SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ WRITE',
];

const run = (connection: PoolConnection, sql: string): Promise<unknown> =>
  new Promise((resolve, reject) => {
    connection.query(sql, (error, rows: unknown) => {
      if (error === null) resolve(rows);
      else reject(error);
    });
  });

/** As a server says it that is asked to write, `ER_OPTION_PREVENTS_STATEMENT`. */
const READ_ONLY = { errno: 1290, code: 'ER_OPTION_PREVENTS_STATEMENT' };

const STATE = `SHOW GLOBAL VARIABLES WHERE Variable_name IN ('read_only', 'wsrep_on')`;
/**
 * On Galera: what reads, updates or deletes waits until the node has applied what others committed
 * before. Otherwise an account that was made at one node is not there for a moment at another.
 */
const WAIT_FOR_THE_CLUSTER = 'SET SESSION wsrep_sync_wait = 3';

interface ServerState {
  readonly readOnly: boolean;
  readonly galera: boolean;
}

async function stateOf(connection: PoolConnection): Promise<ServerState> {
  const rows = (await run(connection, STATE)) as readonly {
    readonly Variable_name: string;
    readonly Value: string;
  }[];
  const isOn = (name: string): boolean =>
    rows.some((row) => row.Variable_name === name && row.Value !== 'OFF');
  return { readOnly: isOn('read_only'), galera: isOn('wsrep_on') };
}

/**
 * Resolves when a new connection is set up; rejects when the server does not take a setting.
 * @param writer Refuses a server that only reads, so that the caller goes to another host: what a
 * replica says may be old.
 */
export async function setUpSession(
  connection: PoolConnection,
  dialect: Dialect,
  writer: boolean,
): Promise<void> {
  const { readOnly, galera } = await stateOf(connection);
  if (writer && readOnly) throw Object.assign(new Error('The server is read-only'), READ_ONLY);
  for (const sql of statementsFor(dialect)) await run(connection, sql);
  if (galera) await run(connection, WAIT_FOR_THE_CLUSTER);
}

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
  const run = async (
    sql: string | QueryOptions,
    parameters: readonly unknown[] = [],
  ): Promise<unknown> => {
    assertBindable(parameters);
    try {
      return parameters.length === 0
        ? await query(sql as never)
        : await promised.execute(sql as never, parameters.map(typed) as never);
    } catch (error) {
      failed(error);
      throw error;
    }
  };
  Object.assign(promised, { query: run });
  connection.promise = () => promised;
}
