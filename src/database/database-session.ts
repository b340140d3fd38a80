import { AsyncLocalStorage } from 'node:async_hooks';
import { type EntityManager, DataSource } from 'typeorm';
import { Injectable } from '@nestjs/common';
import { arrayRows } from './array-rows.js';
import { repeat } from './failure.js';

/** What can be bound to a `?`. */
export type Parameter = string | number | null;

function isBindable(value: unknown): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value);
  return value === null || typeof value === 'string' || typeof value === 'boolean';
}

/**
 * Drivers make SQL, JSON or names of parameters of an object, and `undefined` of what was forgotten.
 * @throws TypeError
 */
export function assertBindable(parameters: readonly unknown[]): void {
  for (const value of parameters) {
    if (!isBindable(value)) throw new TypeError(`A ${typeof value} cannot be bound to a statement`);
  }
}

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

interface Transaction {
  readonly manager: EntityManager;
  /** False for what was started inside a unit of work and outlives it. */
  running: boolean;
  readonly afterwards: Afterwards[];
}

/** What follows from a transaction once it has committed, outside of it. */
type Afterwards = () => Promise<void>;

export interface Committed<T> {
  readonly outcome: T;
  readonly afterwards: readonly Afterwards[];
}

/**
 * How adapters reach the database: inside a unit of work, through its transaction. Portable SQL
 * costs a third of the processor time that the query builder takes, which is why requests use it.
 */
@Injectable()
export class DatabaseSession {
  private readonly transactions = new AsyncLocalStorage<Transaction>();
  private running = 0;

  constructor(private readonly dataSource: DataSource) {}

  get inTransaction(): boolean {
    return this.transactions.getStore()?.running === true;
  }

  /** The transaction's manager inside a unit of work, the default one outside. Do not keep it. */
  get manager(): EntityManager {
    const transaction = this.transactions.getStore();
    return transaction?.running === true ? transaction.manager : this.dataSource.manager;
  }

  /** The rows that a SELECT finds, as the driver hands them over. */
  async select<Row>(sql: string, parameters: readonly Parameter[]): Promise<readonly Row[]> {
    return this.manager.query<Row[]>(sql, [...parameters]);
  }

  /**
   * The rows of a SELECT of very many, each as its values in the order of the columns.
   * @typeParam Row the tuple of them
   */
  async selectArrays<Row extends readonly unknown[]>(
    sql: string,
    parameters: readonly Parameter[],
  ): Promise<readonly Row[]> {
    return (await arrayRows(this.manager, sql, parameters)) as readonly Row[];
  }

  /** Runs an INSERT, UPDATE or DELETE; how many rows it met. */
  async execute(sql: string, parameters: readonly Parameter[]): Promise<number> {
    return this.write((manager) => affectedRows(manager, sql, parameters));
  }

  /**
   * Runs one writing statement. Outside a unit of work it is tried again when it loses a race;
   * inside, the unit of work is.
   */
  async write<T>(statement: (manager: EntityManager) => Promise<T>): Promise<T> {
    if (this.inTransaction) return statement(this.manager);
    return repeat(() => statement(this.manager));
  }

  /**
   * Inside a unit of work: has it wait, once it has committed and holds nothing any more, for what
   * follows from it. What was rolled back has no consequences.
   */
  afterCommit(afterwards: Afterwards): void {
    const transaction = this.transactions.getStore();
    if (transaction?.running !== true) throw new Error('There is no unit of work to wait for');
    transaction.afterwards.push(afterwards);
  }

  /** Runs `work` in a transaction of its own, which `manager` refers to meanwhile. */
  async transaction<T>(work: () => Promise<T>): Promise<Committed<T>> {
    const afterwards: Afterwards[] = [];
    const outcome = await this.dataSource.transaction(async (manager) => {
      const transaction: Transaction = { manager, running: true, afterwards };
      this.running += 1;
      try {
        return await this.transactions.run(transaction, work);
      } finally {
        transaction.running = false;
        this.running -= 1;
        // Before Node 24 a storage that is in use slows down every promise of the process.
        if (this.running === 0) this.transactions.disable();
      }
    });
    return { outcome, afterwards };
  }
}
