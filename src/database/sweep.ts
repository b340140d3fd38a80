import { setTimeout as delay } from 'node:timers/promises';
import {
  type FactoryProvider,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { roughly, Rounds } from '../clock/rounds.js';
import { AppConfig } from '../config/app-config.js';
import { DatabaseSession, type Parameter } from './database-session.js';

export interface SweepPlan {
  /** Milliseconds between sweeps; each comes up to a tenth later, so that instances drift apart. */
  readonly every: number;
  /** Rows a statement may delete. */
  readonly batch: number;
  /** Milliseconds between batches, for the requests to get at the database. */
  readonly pause: number;
}

const PLAN: SweepPlan = { every: 600_000, batch: 500, pause: 100 };

/** What is deleted of a table. */
export interface Swept {
  readonly table: string;
  /** Its primary key. */
  readonly key: readonly [string, ...string[]];
  /** The column, in milliseconds since the epoch, that tells how old a row is; it has an index. */
  readonly moment: string;
  /** Milliseconds for which a row is kept after that. */
  readonly kept: (config: AppConfig) => number;
}

/**
 * Deletes what is no longer needed, in batches, until a batch is short. Runs from the start of the
 * application to its end and never beside itself; several instances may sweep at once.
 */
export class Sweep implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log: Logger;
  private readonly rounds = new Rounds(() => this.sweep());
  private current: Promise<void> | undefined;
  private endedWell: number | null = null;

  constructor(
    protected readonly session: DatabaseSession,
    protected readonly clock: Clock,
    private readonly config: AppConfig,
    private readonly swept: Swept,
    private readonly plan: SweepPlan = PLAN,
  ) {
    this.log = new Logger(`Sweep of ${swept.table}`);
  }

  get table(): string {
    return this.swept.table;
  }

  /** When a sweep last left nothing to delete, in milliseconds since the epoch. */
  get lastSuccess(): number | null {
    return this.endedWell;
  }

  onApplicationBootstrap(): void {
    const { every } = this.plan;
    this.rounds.start(roughly(every), () => roughly(every));
  }

  async onModuleDestroy(): Promise<void> {
    await this.rounds.stop();
    await this.current;
  }

  /** Sweeps now, or joins the sweep under way. Never rejects; failures are logged. */
  async sweep(): Promise<void> {
    this.current ??= this.deleteAll().finally(() => {
      this.current = undefined;
    });
    return this.current;
  }

  private async deleteAll(): Promise<void> {
    const { signal } = this.rounds;
    try {
      while (!signal.aborted) {
        if ((await this.deleteBatch(this.plan.batch)) < this.plan.batch) {
          this.endedWell = this.clock.now();
          return;
        }
        await delay(this.plan.pause, undefined, { ref: false, signal });
      }
    } catch (error) {
      if (!signal.aborted) this.log.error(error);
    }
  }

  /**
   * Deletes at most `limit` rows; how many it deleted. Two statements: DELETE with LIMIT is MySQL's
   * alone.
   */
  protected async deleteBatch(limit: number): Promise<number> {
    const { table, key, moment, kept } = this.swept;
    const oldest = this.clock.now() - kept(this.config);
    const rows = await this.session.select<Readonly<Record<string, Parameter>>>(
      `SELECT ${key.join(', ')} FROM ${table} WHERE ${moment} < ? ORDER BY ${moment} LIMIT ?`,
      [oldest, limit],
    );
    if (rows.length === 0) return 0;
    const one = `(${key.map((column) => `${column} = ?`).join(' AND ')})`;
    return this.session.execute(
      `DELETE FROM ${table} WHERE ${moment} < ? AND (${rows.map(() => one).join(' OR ')})`,
      [oldest, ...rows.flatMap((row) => Object.values(row))],
    );
  }
}

/** The token under which the sweep of a table is found. */
export const sweepName = (table: string): string => `sweep of ${table}`;

/** Keeps a table small for as long as the application runs. */
export const sweepOf = (swept: Swept): FactoryProvider<Sweep> => ({
  provide: sweepName(swept.table),
  inject: [DatabaseSession, Clock, AppConfig],
  useFactory: (session: DatabaseSession, clock: Clock, config: AppConfig) =>
    new Sweep(session, clock, config, swept),
});
