import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { DataSource, QueryRunner } from 'typeorm';
import { failureOf } from '../failure.js';

/** Milliseconds after which others take over from one that died. */
const LEASE = 30_000;
const RENEWAL = 5000;
/** Milliseconds that an instance waits while another one migrates. */
const PATIENCE = 120_000;
const PAUSE = 100;

/** By the database's clock: those of instances differ. */
const NOW = 'ROUND(UNIX_TIMESTAMP(NOW(3)) * 1000)';
const NO_SUCH_TABLE = 1146;
const DUPLICATE = 1062;

const log = new Logger('Migrations');

const numberOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'errno' in error ? error.errno : undefined;

/** The right to migrate, which one instance has at a time. */
class MigrationLease {
  private readonly holder = randomUUID();

  constructor(private readonly runner: QueryRunner) {}

  /** Makes the one row, which no migration could: it is what migrations wait for. */
  async prepare(): Promise<void> {
    try {
      const rows: unknown = await this.runner.query('SELECT id FROM migration_lease');
      if (Array.isArray(rows) && rows.length > 0) return;
    } catch (error) {
      if (numberOf(error) !== NO_SUCH_TABLE) throw error;
      await this.runner.query(
        `CREATE TABLE IF NOT EXISTS migration_lease (
           id int NOT NULL PRIMARY KEY, holder varchar(36) NOT NULL, held_until bigint NOT NULL
         ) ENGINE=InnoDB`,
      );
    }
    await this.insert();
  }

  /** @throws Error after two minutes in which another instance has held it */
  async take(): Promise<void> {
    const giveUpAt = performance.now() + PATIENCE;
    while (!(await this.tryToTake())) {
      if (performance.now() > giveUpAt) {
        throw new Error(
          `Another instance has been migrating the database for ${PATIENCE / 1000} s`,
        );
      }
      await delay(PAUSE);
    }
  }

  /** Runs `work` while the lease is kept. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    const renewal = setInterval(() => void this.renew(), RENEWAL);
    try {
      return await work();
    } finally {
      clearInterval(renewal);
      await this.change(`holder = '', held_until = 0`).catch(() => undefined);
    }
  }

  private async insert(): Promise<void> {
    try {
      await this.runner.query(`INSERT INTO migration_lease VALUES (1, '', 0)`);
    } catch (error) {
      if (numberOf(error) !== DUPLICATE && failureOf(error) !== 'again') throw error;
    }
  }

  private async tryToTake(): Promise<boolean> {
    try {
      const { affected } = await this.runner.query(
        `UPDATE migration_lease SET holder = ?, held_until = ${NOW} + ${LEASE}
         WHERE id = 1 AND held_until < ${NOW}`,
        [this.holder],
        true,
      );
      return affected === 1;
    } catch (error) {
      // Another one was first; on a cluster that shows when it commits.
      if (failureOf(error) === 'again') return false;
      throw error;
    }
  }

  private async renew(): Promise<void> {
    try {
      await this.change(`held_until = ${NOW} + ${LEASE}`);
    } catch (error) {
      log.warn(`The lease of the migration was not renewed: ${String(error)}`);
    }
  }

  private async change(set: string): Promise<void> {
    await this.runner.query(`UPDATE migration_lease SET ${set} WHERE id = 1 AND holder = ?`, [
      this.holder,
    ]);
  }
}

/**
 * Runs `work` in one instance at a time. The lease is a row, changed by compare-and-set: `GET_LOCK`
 * is local to a node of a cluster.
 */
export async function withMigrationLease<T>(
  dataSource: DataSource,
  work: () => Promise<T>,
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    const lease = new MigrationLease(runner);
    await lease.prepare();
    await lease.take();
    return await lease.during(work);
  } finally {
    await runner.release();
  }
}
