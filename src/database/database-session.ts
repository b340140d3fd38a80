import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { affectedRows } from './affected-rows.js';
import { repeat } from './failure.js';
import type { Parameter } from './parameter.js';

interface Transaction {
  readonly manager: EntityManager;
  /** False for what was started inside a unit of work and outlives it. */
  running: boolean;
}

/**
 * How adapters reach the database: inside a unit of work, through its transaction. Portable SQL
 * costs a third of the processor time that the query builder takes, which is why requests use it.
 */
@Injectable()
export class DatabaseSession {
  private readonly transactions = new AsyncLocalStorage<Transaction>();

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

  /** Runs `work` in a transaction of its own, which `manager` refers to meanwhile. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    return this.dataSource.transaction(async (manager) => {
      const transaction: Transaction = { manager, running: true };
      try {
        return await this.transactions.run(transaction, work);
      } finally {
        transaction.running = false;
      }
    });
  }
}
