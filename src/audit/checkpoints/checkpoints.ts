import { randomBytes } from 'node:crypto';
import type { Writable } from 'node:stream';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../clock/clock.js';
import { AppConfig } from '../../config/app-config.js';
import { checkpointPlace } from '../../config/checkpoint-places.js';
import { DatabaseSession } from '../../database/database-session.js';
import { Table } from '../../database/table.js';
import { AuditChain } from '../audit-chain.js';
import type { ChainPlace } from '../batch-seal.js';
import {
  type ChainHead,
  type Checkpoint,
  CheckpointSeals,
  lineOf,
  MOST_HEADS,
  writeHeads,
} from './checkpoint.js';
import { CheckpointEntity } from './checkpoint.entity.js';
import { KnownChains } from './known-chains.js';
import { writeOutside } from './outside-places.js';

/** Where the lines go that are meant for the standard output. */
export const CHECKPOINT_STREAM = Symbol('stream of checkpoints');

/** Milliseconds after which a checkpoint lists all chains again, and not what has changed. */
const COMPLETE_AGAIN = 86_400_000;
/** Milliseconds by which clocks may differ, and two rounds lie apart. */
const MARGIN = 600_000;

const table = new Table(CheckpointEntity);

/** An author of checkpoints, who numbers them. */
interface Author {
  readonly process: string;
  readonly seq: number;
}

const newAuthor = (): Author => ({ process: randomBytes(16).toString('base64url'), seq: 0 });

/** Takes checkpoints, one after the other: how far the chains go, in the database and outside. */
@Injectable()
export class Checkpoints {
  private readonly log = new Logger('Audit checkpoints');
  private author: Author | null = null;
  private completeAt: number | null = null;
  private takenAt = 0;

  constructor(
    private readonly session: DatabaseSession,
    private readonly chain: AuditChain,
    private readonly known: KnownChains,
    private readonly seals: CheckpointSeals,
    private readonly clock: Clock,
    private readonly config: AppConfig,
    @Inject(CHECKPOINT_STREAM) private readonly stream: Writable,
  ) {}

  /** All chains at first and once a day, else those that may have changed, and always one's own. */
  async take(): Promise<void> {
    const now = this.clock.now();
    const own = await this.chain.heartbeat();
    await this.known.reportAbandoned();
    const complete = this.completeAt === null || now - this.completeAt >= COMPLETE_AGAIN;
    const heads: ChainHead[] = own === null ? [] : [{ ...own, state: 'open' }];
    for await (const page of this.known.since(complete ? 0 : this.takenAt - MARGIN)) {
      heads.push(...page.filter(({ chain }) => chain !== own?.chain));
    }
    for (let at = 0; at === 0 || at < heads.length; at += MOST_HEADS) {
      await this.write(heads.slice(at, at + MOST_HEADS), now);
    }
    if (complete) this.completeAt = now;
    this.takenAt = now;
  }

  /** What remains of a process that leaves. */
  async close(end: ChainPlace): Promise<void> {
    await this.write([{ ...end, state: 'closed' }], this.clock.now());
  }

  private async write(heads: readonly ChainHead[], at: number): Promise<void> {
    const { process, seq } = this.author ?? newAuthor();
    // Whether a statement that fails had an effect may not be known: then another author begins.
    this.author = null;
    const text = writeHeads(heads);
    const checkpoint = this.seals.sealed({ process, seq: seq + 1, at, heads: text });
    await this.session.execute(...table.insert([checkpoint]));
    this.author = checkpoint;
    await this.tell(checkpoint);
  }

  private async tell(checkpoint: Checkpoint): Promise<void> {
    const line = lineOf(checkpoint);
    for (const name of this.config.audit.auditCheckpoints) {
      const place = checkpointPlace(name);
      if (place === null) continue;
      try {
        await writeOutside(place, line, this.stream);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        this.log.error(`${place.kind} did not take a checkpoint of the audit: ${reason}`);
      }
    }
  }
}
