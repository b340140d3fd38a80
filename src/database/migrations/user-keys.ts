import type { QueryRunner } from 'typeorm';

/** Rows that a statement reads or writes. */
const BATCH = 500;

/** A column of `users` and the one with the key that makes it unique. */
export interface KeyedColumn {
  readonly name: 'username' | 'email';
  /** Null for what can have no key. */
  readonly keyOf: (text: string) => string | null;
}

interface Owner {
  readonly id: string;
  readonly username: string;
  readonly text: string;
  /** The key that is stored. */
  readonly held: string;
}

interface Moving extends Owner {
  readonly key: string;
}

const placeholders = (values: readonly unknown[]): string => values.map(() => '?').join(', ');
const named = ({ username, id }: Owner): string => `${JSON.stringify(username)} (${id})`;

const select = ({ name }: KeyedColumn): string =>
  `SELECT id, username, ${name} AS text, ${name}_key AS held FROM users`;

async function read(
  runner: QueryRunner,
  sql: string,
  values: readonly string[],
): Promise<readonly Owner[]> {
  const rows: unknown = await runner.query(sql, [...values]);
  return rows as readonly Owner[];
}

/** All who have such a text, a batch at a time. */
async function* owners(runner: QueryRunner, column: KeyedColumn): AsyncGenerator<readonly Owner[]> {
  const sql = `${select(column)} WHERE id > ? AND ${column.name} IS NOT NULL
    ORDER BY id LIMIT ${BATCH}`;
  let last: Owner | undefined;
  do {
    const batch = await read(runner, sql, [last?.id ?? '']);
    yield batch;
    last = batch.at(-1);
  } while (last !== undefined);
}

/** Those whose key is to become another one. */
const movingAmong = (batch: readonly Owner[], { keyOf }: KeyedColumn): readonly Moving[] =>
  batch.flatMap((owner) => {
    const key = keyOf(owner.text);
    return key === null || key === owner.held ? [] : [{ ...owner, key }];
  });

/** Who holds one of these keys now. */
async function holders(
  runner: QueryRunner,
  column: KeyedColumn,
  moving: readonly Moving[],
): Promise<readonly Owner[]> {
  if (moving.length === 0) return [];
  const keys = moving.map(({ key }) => key);
  const sql = `${select(column)} WHERE ${column.name}_key IN (${placeholders(keys)})`;
  return read(runner, sql, keys);
}

/**
 * Every pair that would have one key, and all who would have none, in words. Reads only; what is
 * kept in memory are the keys that change.
 */
export async function keyFaults(
  runner: QueryRunner,
  column: KeyedColumn,
): Promise<readonly string[]> {
  const faults: string[] = [];
  const taken = new Map<string, string>();
  const meet = (one: Owner, other: string): void => {
    faults.push(`${column.name}: ${named(one)} and ${other}`);
  };
  for await (const batch of owners(runner, column)) {
    for (const owner of batch) {
      if (column.keyOf(owner.text) === null) {
        faults.push(`${column.name}: ${named(owner)} has no key`);
      }
    }
    const moving = movingAmong(batch, column);
    for (const owner of moving) {
      const other = taken.get(owner.key);
      if (other === undefined) taken.set(owner.key, named(owner));
      else meet(owner, other);
    }
    for (const holder of await holders(runner, column, moving)) {
      if (column.keyOf(holder.text) !== holder.held) continue;
      for (const owner of moving) if (owner.key === holder.held) meet(owner, named(holder));
    }
  }
  return faults;
}

async function write(
  runner: QueryRunner,
  { name }: KeyedColumn,
  moving: readonly Moving[],
): Promise<void> {
  if (moving.length === 0) return;
  const ids = moving.map(({ id }) => id);
  await runner.query(
    `UPDATE users SET ${name}_key = CASE id ${moving.map(() => 'WHEN ? THEN ?').join(' ')} END
     WHERE id IN (${placeholders(ids)})`,
    [...moving.flatMap(({ id, key }) => [id, key]), ...ids],
  );
}

/** Whose new key another one still holds, waits until that one has moved on; how many wait. */
async function writeRound(runner: QueryRunner, column: KeyedColumn): Promise<number> {
  let waiting = 0;
  for await (const batch of owners(runner, column)) {
    const moving = movingAmong(batch, column);
    const held = new Set((await holders(runner, column, moving)).map((holder) => holder.held));
    const free = moving.filter(({ key }) => !held.has(key));
    waiting += moving.length - free.length;
    await write(runner, column, free);
  }
  return waiting;
}

/** Writes every key anew; there must be no fault. May be repeated after it was interrupted. */
export async function rewriteKeys(runner: QueryRunner, column: KeyedColumn): Promise<void> {
  let waiting = await writeRound(runner, column);
  while (waiting > 0) {
    const still = await writeRound(runner, column);
    if (still >= waiting) throw new Error(`${still} keys of ${column.name} wait for each other`);
    waiting = still;
  }
}
