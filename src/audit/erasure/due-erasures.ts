import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.js';
import { DatabaseSession } from '../../database/database-session.js';
import type { EventOrigin } from '../event-origin.js';
import { AuditErasure } from './audit-erasure.js';

/** Milliseconds until what was just written is in its chain, which is what can be erased. */
const SETTLED = 300_000;
/** Milliseconds for which one process has an erasure to itself, and until it is looked at again. */
const LEASE = 600_000;
const AT_ONCE = 20;

interface DueErasure {
  readonly userId: string;
  readonly dueAt: number | string;
}

/** Users whose personal fields are to leave the trail, however often a process ends meanwhile. */
@Injectable()
export class DueErasures {
  constructor(
    private readonly session: DatabaseSession,
    private readonly erasure: AuditErasure,
    private readonly clock: Clock,
  ) {}

  /** Joins a unit of work that is running. */
  async add(userId: string): Promise<void> {
    await this.session.execute('INSERT INTO due_erasures (user_id, due_at) VALUES (?, ?)', [
      userId,
      this.clock.now() + SETTLED,
    ]);
  }

  /** What is due is done by one process; what it leaves undone by any, once its lease is over. */
  async round(origin: EventOrigin): Promise<void> {
    const due = await this.session.select<DueErasure>(
      `SELECT user_id AS userId, due_at AS dueAt FROM due_erasures
       WHERE due_at <= ? ORDER BY due_at LIMIT ?`,
      [this.clock.now(), AT_ONCE],
    );
    for (const each of due) {
      if (await this.take(each)) await this.erase(each.userId, origin);
    }
  }

  private async take({ userId, dueAt }: DueErasure): Promise<boolean> {
    const taken = await this.session.execute(
      'UPDATE due_erasures SET due_at = ? WHERE user_id = ? AND due_at = ?',
      [this.clock.now() + LEASE, userId, dueAt],
    );
    return taken === 1;
  }

  private async erase(userId: string, origin: EventOrigin): Promise<void> {
    const { waiting } = await this.erasure.ofUser(userId, origin);
    if (waiting > 0) return;
    await this.session.execute('DELETE FROM due_erasures WHERE user_id = ?', [userId]);
  }
}
