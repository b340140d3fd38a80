import { setTimeout as delay } from 'node:timers/promises';
import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { roughly, Rounds } from '../clock/rounds.js';
import { MailDelivery } from './mail-delivery.js';
import { MailOutcomes } from './mail-outcomes.js';
import { type MailBacklog, MailOutbox } from './outbox/mail-outbox.js';
import { MailTransport } from './transports/mail-transport.js';

/** Milliseconds between two looks at the outbox. */
const EVERY = 1000;
/** Mails under way at once in each process. */
const AT_ONCE = 4;
/** Milliseconds that the end of the server waits for mail under way; its lease lets others go on. */
const FAREWELL = 3000;

/** Sends what is in the outbox, as every process does that has it; each mail is taken up by one. */
@Injectable()
export class MailDispatch implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger('Mail');
  private readonly rounds = new Rounds(() => this.round());
  private known: MailBacklog = { waiting: 0, oldest: null };

  constructor(
    private readonly outbox: MailOutbox,
    private readonly delivery: MailDelivery,
    private readonly transport: MailTransport,
    private readonly outcomes: MailOutcomes,
    private readonly clock: Clock,
  ) {}

  /** As of the last look. */
  get backlog(): { readonly waiting: number; readonly oldestMs: number } {
    const { waiting, oldest } = this.known;
    return { waiting, oldestMs: oldest === null ? 0 : Math.max(0, this.clock.now() - oldest) };
  }

  onApplicationBootstrap(): void {
    this.rounds.start(roughly(EVERY), () => roughly(EVERY));
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.race([this.rounds.stop(), delay(FAREWELL, undefined, { ref: false })]);
    await this.transport.close();
  }

  /** Never rejects; what was not done is found again. */
  async round(): Promise<void> {
    try {
      while (!this.rounds.signal.aborted && (await this.sendSome()));
      this.known = await this.outbox.backlog();
    } catch (error) {
      this.log.error(error);
    }
  }

  /** False where nothing was to be done. */
  private async sendSome(): Promise<boolean> {
    const due = await this.outbox.due(this.clock.now(), AT_ONCE);
    await Promise.all(
      due.map(async (mail) => {
        const outcome = await this.delivery.deliver(mail);
        if (outcome !== null) this.outcomes.tell(outcome);
      }),
    );
    return due.length > 0;
  }
}
