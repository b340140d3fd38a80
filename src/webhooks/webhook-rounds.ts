import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { roughly, Rounds } from '../clock/rounds.js';
import { DeliveryLanes } from './delivery-lanes.js';
import { WebhookDeliveries } from './webhook-deliveries.js';
import { WebhookEndpoints } from './webhook-endpoints.js';
import { WebhookFeeding } from './webhook-feeding.js';

/** Milliseconds from one round to the next. */
const EVERY = 1000;

/** Has events taken from the audit trail and delivered for as long as a server runs. */
@Injectable()
export class WebhookRounds implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger('Webhooks');
  private readonly rounds = new Rounds(() => this.round());
  private trouble = '';

  constructor(
    private readonly endpoints: WebhookEndpoints,
    private readonly deliveries: WebhookDeliveries,
    private readonly feeding: WebhookFeeding,
    private readonly lanes: DeliveryLanes,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.start(EVERY, () => roughly(EVERY));
  }

  async onModuleDestroy(): Promise<void> {
    await this.rounds.stop();
    await this.lanes.stop();
    await this.feeding.release().catch((error: unknown) => {
      this.tell(String(error));
    });
  }

  private async round(): Promise<void> {
    try {
      await this.work();
      this.tell('');
    } catch (error) {
      this.tell(String(error));
    }
  }

  private async work(): Promise<void> {
    const all = await this.endpoints.list();
    const enabled = all.filter(({ disabledAt }) => disabledAt === null);
    this.lanes.serve(enabled);
    if (all.length === 0) return;
    await this.feeding.round();
    this.lanes.serve(enabled);
    for (const { id, disabledAt } of all) {
      if (disabledAt !== null) await this.deliveries.drop(id);
    }
  }

  /** Once, however long it lasts. */
  private tell(trouble: string): void {
    if (trouble !== this.trouble && trouble !== '') this.log.error(trouble);
    this.trouble = trouble;
  }
}
