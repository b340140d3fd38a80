import type { EntityManager } from 'typeorm';

/** A query runner that can hand rows over as their values, in the order of the columns. */
export interface ArrayReader {
  queryArrays(sql: string, parameters: readonly unknown[]): Promise<readonly unknown[]>;
}

const isArrayReader = (runner: object): runner is ArrayReader => 'queryArrays' in runner;

/** Costs half of what rows as objects do, which counts where there are very many. */
export async function arrayRows(
  { queryRunner, dataSource }: EntityManager,
  sql: string,
  parameters: readonly unknown[],
): Promise<readonly unknown[]> {
  const runner = queryRunner ?? dataSource.createQueryRunner();
  try {
    if (!isArrayReader(runner)) throw new TypeError('This query runner has no rows as arrays');
    return await runner.queryArrays(sql, parameters);
  } finally {
    if (runner !== queryRunner) await runner.release();
  }
}
