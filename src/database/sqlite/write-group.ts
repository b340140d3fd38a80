import { setImmediate as endOfTurn } from 'node:timers/promises';
import type { QueryResult } from 'typeorm';
import { failureOf, overloaded } from '../failure.js';
import { LIMITS, type LockLimits } from './connection-lock.js';
import type { ConnectionTurns } from './connection-turns.js';
import {
  codeOf,
  failedWrite,
  type GroupTransaction,
  type Outcome,
  type Write,
} from './group-transaction.js';

/** Milliseconds of the event loop are what this many cost. */
const MOST = 100;

interface Member extends Write {
  readonly timer: NodeJS.Timeout;
  readonly resolve: (result: QueryResult | null) => void;
  readonly reject: (reason: unknown) => void;
}

/** The disk is no better for the next one. */
const isBroken = (error: unknown): boolean => codeOf(error).startsWith('SQLITE_IOERR');

/**
 * Writes that stand alone share transactions: each commit waits for the disk, and the event loop with
 * it. What comes in one turn of the event loop, or while others have the connection, goes into one.
 */
export class WriteGroup {
  private readonly members = new Set<Member>();
  private writing: Promise<void> | null = null;

  constructor(
    private readonly turns: ConnectionTurns,
    private readonly transaction: () => GroupTransaction,
    private readonly limits: LockLimits = LIMITS,
  ) {}

  get waiting(): number {
    return this.members.size;
  }

  /**
   * Resolves to its result once that is on the disk; rejects with what it failed with, by itself. Null
   * when something else undid the whole group: it has had no effect, and is to be run alone.
   * @throws AuthError OVERLOADED when the queue is full or the deadline passes first.
   */
  async add(write: Write): Promise<QueryResult | null> {
    if (this.members.size >= this.limits.queueLimit) throw overloaded();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.members.delete(member);
        reject(overloaded());
      }, this.limits.deadline);
      const member: Member = { ...write, timer, resolve, reject };
      this.members.add(member);
      this.writing ??= this.writeAll();
    });
  }

  /** Resolves when none waits any more; failures are told to those who waited. */
  async drain(): Promise<void> {
    while (this.writing !== null) await this.writing;
  }

  private async writeAll(): Promise<void> {
    while (this.members.size > 0) {
      await endOfTurn();
      await this.writeNext();
    }
    this.writing = null;
  }

  /** Takes in whatever has come by the time that the connection is free. */
  private async writeNext(): Promise<void> {
    const early = [...this.members];
    try {
      await this.turns.write((leave) => {
        this.writeTogether();
        leave();
        return Promise.resolve();
      });
    } catch (error) {
      for (const member of early) {
        if (this.take(member)) member.reject(error);
      }
    }
  }

  /** @throws what another process causes that holds the database. */
  private writeTogether(): void {
    const members = [...this.members].slice(0, MOST);
    if (members.length === 0) return;
    try {
      const outcomes = this.transaction().write(members);
      members.forEach((member, index) => {
        this.settle(member, outcomes[index]);
      });
    } catch (error) {
      if (failureOf(error) === 'again') throw error;
      for (const member of members) {
        this.settle(member, isBroken(error) ? { error: failedWrite(member, error) } : undefined);
      }
    }
  }

  private settle(member: Member, outcome: Outcome | undefined): void {
    this.take(member);
    if (outcome === undefined) member.resolve(null);
    else if ('error' in outcome) member.reject(outcome.error);
    else member.resolve(outcome.result);
  }

  /** Whether it still waited. */
  private take(member: Member): boolean {
    clearTimeout(member.timer);
    return this.members.delete(member);
  }
}
