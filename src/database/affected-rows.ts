import type { EntityManager } from 'typeorm';

/** `EntityManager.query` does not tell on SQLite how many rows a statement met. */
export async function affectedRows(
  { queryRunner, dataSource }: EntityManager,
  sql: string,
  parameters: readonly unknown[],
): Promise<number> {
  const runner = queryRunner ?? dataSource.createQueryRunner();
  try {
    const { affected } = await runner.query(sql, [...parameters], true);
    return affected ?? 0;
  } finally {
    if (runner !== queryRunner) await runner.release();
  }
}
