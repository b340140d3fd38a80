import { DataSource } from 'typeorm';
import type { TestServer } from './test-server.js';

const OPERATION = /^\s*(SELECT|INSERT|UPDATE|DELETE)\b/;
const TABLE = /\b(?:FROM|INTO|UPDATE)\s+`?(\w+)/;

/** What the server asks for by itself, all day long. */
const IN_THE_BACKGROUND: ReadonlySet<string> = new Set([
  ...['revocation_chains', 'revocations', 'signing_keys', 'write_probes', 'audit_chains'],
  ...['audit_outbox', 'clients', 'client_secrets'],
]);

export interface Statements {
  /** `SELECT users`, in the order in which they were asked for, less those of the background. */
  readonly seen: readonly string[];
  /** How many transactions of several statements began. */
  readonly transactions: number;
}

/** Writes down the statements that a server sends to its database while `work` runs. */
export async function statementsOf(
  server: TestServer,
  work: () => Promise<unknown>,
): Promise<Statements> {
  const { driver } = server.resolve(DataSource);
  const create = driver.createQueryRunner.bind(driver);
  const seen: string[] = [];
  let transactions = 0;
  driver.createQueryRunner = (mode) => {
    const runner = create(mode);
    const query = runner.query.bind(runner) as (...all: unknown[]) => Promise<unknown>;
    const watched = (sql: string, ...rest: unknown[]): Promise<unknown> => {
      const table = TABLE.exec(sql)?.[1] ?? '';
      if (/^(BEGIN|START)/.test(sql)) transactions += 1;
      const operation = OPERATION.exec(sql)?.[1];
      if (operation !== undefined && !IN_THE_BACKGROUND.has(table)) {
        seen.push(`${operation} ${table}`);
      }
      return query(sql, ...rest);
    };
    return Object.assign(runner, { query: watched });
  };
  try {
    await work();
    return { seen, transactions };
  } finally {
    driver.createQueryRunner = create;
  }
}
