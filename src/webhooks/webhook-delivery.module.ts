import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { DeliveryLanes } from './delivery-lanes.js';
import { TypeOrmWebhookFeed } from './typeorm-webhook-feed.js';
import { WebhookAttempt } from './webhook-attempt.js';
import { WebhookFeed } from './webhook-feed.js';
import { WebhookFeeding } from './webhook-feeding.js';
import { WebhookRounds } from './webhook-rounds.js';
import { WebhooksModule } from './webhooks.module.js';

/** For a server, which delivers for as long as it runs. */
@Module({
  imports: [AuditModule, WebhooksModule],
  providers: [
    DeliveryLanes,
    WebhookAttempt,
    { provide: WebhookFeed, useClass: TypeOrmWebhookFeed },
    WebhookFeeding,
    WebhookRounds,
  ],
  exports: [WebhookAttempt, WebhooksModule],
})
export class WebhookDeliveryModule {}
