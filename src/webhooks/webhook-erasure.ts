import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CopiesOfEvents } from '../audit/erasure/copies-of-events.js';
import { WebhookDeliveries } from './webhook-deliveries.js';
import { WebhookEndpoints } from './webhook-endpoints.js';
import { erasedBody } from './webhook-message.js';

/** Takes what was erased in the audit trail out of messages, also of those that were sent. */
@Injectable()
export class WebhookErasure implements OnModuleInit {
  constructor(
    private readonly copies: CopiesOfEvents,
    private readonly endpoints: WebhookEndpoints,
    private readonly deliveries: WebhookDeliveries,
  ) {}

  onModuleInit(): void {
    this.copies.add((eventIds) => this.erase(eventIds));
  }

  private async erase(eventIds: readonly string[]): Promise<void> {
    const endpoints = (await this.endpoints.list()).map(({ id }) => id);
    await this.deliveries.rewrite(endpoints, eventIds, erasedBody);
  }
}
