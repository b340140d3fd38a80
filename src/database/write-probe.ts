import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { DatabaseSession } from './database-session.js';

/** Milliseconds for which a write that succeeded speaks for the next. */
const FRESH = 1000;
const DAY = 86_400_000;

/**
 * Finds out whether the database takes writes: a demoted primary and a full disk still answer what
 * is read. Each process has a row of its own, so that no two wait for each other.
 */
@Injectable()
export class WriteProbe {
  private readonly id = randomUUID();
  private succeededAt = -Infinity;

  constructor(
    private readonly session: DatabaseSession,
    private readonly clock: Clock,
  ) {}

  /** Rejects when the database does not take a write. */
  async write(): Promise<void> {
    if (performance.now() - this.succeededAt < FRESH) return;
    const now = this.clock.now();
    const written = await this.session.execute(
      'UPDATE write_probes SET written_at = ? WHERE id = ?',
      [now, this.id],
    );
    if (written === 0) await this.begin(now);
    this.succeededAt = performance.now();
  }

  /** Makes this process's row, and forgets those of processes that are long gone. */
  private async begin(now: number): Promise<void> {
    await this.session.execute('DELETE FROM write_probes WHERE written_at < ?', [now - DAY]);
    await this.session.execute('INSERT INTO write_probes (id, written_at) VALUES (?, ?)', [
      this.id,
      now,
    ]);
  }
}
