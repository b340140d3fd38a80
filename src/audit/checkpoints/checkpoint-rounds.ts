import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleDestroy,
} from '@nestjs/common';
import { Rounds } from '../../clock/rounds.js';
import { AuditChain } from '../audit-chain.js';
import { AuditTrail } from '../audit-trail.js';
import { Checkpoints } from './checkpoints.js';

/** Milliseconds; the first comes soon, for what happens in the first minute. */
const FIRST = 5000;
const EVERY = 60_000;

/** Has a checkpoint taken every minute, whether something happened or not, and one at the end. */
@Injectable()
export class CheckpointRounds
  implements OnApplicationBootstrap, OnModuleDestroy, OnApplicationShutdown
{
  private readonly log = new Logger('Audit checkpoints');
  private readonly rounds = new Rounds(() => this.logged(() => this.checkpoints.take()));

  constructor(
    private readonly checkpoints: Checkpoints,
    private readonly trail: AuditTrail,
    private readonly chain: AuditChain,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.start(FIRST, () => EVERY);
  }

  async onModuleDestroy(): Promise<void> {
    await this.rounds.stop();
  }

  /** Closes the chain of a process that leaves, once it holds all that was recorded. */
  async onApplicationShutdown(): Promise<void> {
    await this.logged(async () => {
      await this.trail.drain();
      const end = await this.chain.finish('closed');
      if (end !== null) await this.checkpoints.close(end);
    });
  }

  private async logged(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.log.error(error);
    }
  }
}
