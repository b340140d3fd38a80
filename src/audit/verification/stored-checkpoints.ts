import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.js';
import { DatabaseSession } from '../../database/database-session.js';
import { Table } from '../../database/table.js';
import { type Checkpoint, LINE_BEGINS } from '../checkpoints/checkpoint.js';
import { CheckpointEntity } from '../checkpoints/checkpoint.entity.js';
import { CHECKPOINTS_KEPT } from '../checkpoints/checkpoints.module.js';
import type { Statements } from './stated-heads.js';

const PAGE = 500;
/** Milliseconds; whatever is older may have been swept, clocks and rounds allowed for. */
const CERTAINLY_KEPT = CHECKPOINTS_KEPT - 86_400_000;

const table = new Table(CheckpointEntity);

const isText = (value: unknown): value is string => typeof value === 'string';

/** Null for a line that was torn or altered so that it cannot be read. */
function parsed(line: string): Checkpoint | null {
  try {
    const { audit_checkpoint: found } = JSON.parse(line) as { audit_checkpoint?: object };
    const { process, seq, at, heads, mac } = (found ?? {}) as Record<string, unknown>;
    const whole = isText(process) && isText(heads) && isText(mac);
    if (!whole || typeof seq !== 'number' || typeof at !== 'number') return null;
    return { process, seq, at, heads, mac };
  } catch {
    return null;
  }
}

/** Reads checkpoints, in the database and in files outside, and finds where one is missing. */
@Injectable()
export class StoredCheckpoints {
  constructor(
    private readonly session: DatabaseSession,
    private readonly clock: Clock,
  ) {}

  /** Those of a file, with whatever else its lines hold; the newest of each process. */
  async readFile(path: string, statements: Statements): Promise<readonly Checkpoint[]> {
    const newest = new Map<string, Checkpoint>();
    let number = 0;
    for await (const line of createInterface({ input: createReadStream(path) })) {
      number += 1;
      const begin = line.indexOf(LINE_BEGINS);
      if (begin < 0) continue;
      const checkpoint = parsed(line.slice(begin));
      if (checkpoint === null) {
        statements.forged(`${path}:${number}`, 'the line cannot be read');
      } else if (statements.add(checkpoint, 'outside')) {
        const before = newest.get(checkpoint.process);
        if ((before?.seq ?? 0) < checkpoint.seq) newest.set(checkpoint.process, checkpoint);
      }
    }
    return Array.from(newest.values());
  }

  /** Those of the database, whose numbers have no holes but where they were swept. */
  async readTable(statements: Statements): Promise<ReadonlyMap<string, number>> {
    const last = new Map<string, number>();
    for (let process = ''; ;) {
      const [row] = await this.session.select<{ readonly process: string }>(
        'SELECT process FROM audit_checkpoints WHERE process > ? ORDER BY process LIMIT 1',
        [process],
      );
      if (row === undefined) return last;
      ({ process } = row);
      last.set(process, await this.readProcess(process, statements));
    }
  }

  /** Checkpoints outside that the database should have, and does not know. */
  unknownTo(
    last: ReadonlyMap<string, number>,
    outside: readonly Checkpoint[],
  ): readonly Checkpoint[] {
    const kept = this.clock.now() - CERTAINLY_KEPT;
    return outside.filter(({ process, seq, at }) => at > kept && seq > (last.get(process) ?? 0));
  }

  private async readProcess(process: string, statements: Statements): Promise<number> {
    const kept = this.clock.now() - CERTAINLY_KEPT;
    let last = 0;
    for (;;) {
      const rows = await this.session.select<CheckpointEntity>(
        `SELECT ${table.columns} FROM audit_checkpoints WHERE process = ? AND seq > ? ORDER BY seq LIMIT ?`,
        [process, last, PAGE],
      );
      for (const row of rows.map((each) => table.read(each))) {
        const swept = last === 0 && row.at <= kept;
        if (row.seq !== last + 1 && !swept) {
          statements.forged(`${process} ${last + 1}`, 'a checkpoint was taken out');
        }
        statements.add(row, 'table');
        last = row.seq;
      }
      if (rows.length < PAGE) return last;
    }
  }
}
