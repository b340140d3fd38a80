import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { sweepOf } from '../database/sweep.js';
import { SecretsModule } from '../tokens/secrets/secrets.module.js';
import { CheckedAddresses } from './checked-addresses.js';
import { TypeOrmWebhookDeliveries } from './typeorm-webhook-deliveries.js';
import { TypeOrmWebhookEndpoints } from './typeorm-webhook-endpoints.js';
import { WebhookAdministration } from './webhook-administration.js';
import { WebhookDeliveries } from './webhook-deliveries.js';
import { WebhookDeliveryEntity } from './webhook-delivery.entity.js';
import { WebhookEnding } from './webhook-ending.js';
import { WebhookEndpointEntity } from './webhook-endpoint.entity.js';
import { WebhookEndpoints } from './webhook-endpoints.js';
import { WebhookFeedEntity, WebhookPlaceEntity } from './webhook-feed.entity.js';
import { WebhookErasure } from './webhook-erasure.js';
import { WebhookReplay } from './webhook-replay.js';
import { WebhookSecrets } from './webhook-secrets.js';
import { WebhookSender } from './webhook-sender.js';
import { WebhookTargets } from './webhook-targets.js';
import { WebhookTransmission } from './webhook-transmission.js';
import { WebhookTrial } from './webhook-trial.js';

/** Milliseconds for which a delivery is kept after it began. */
const KEPT = 7 * 86_400_000;

/** Where events are sent, and what an operator does with that. */
@Module({
  imports: [
    AuditModule,
    SecretsModule,
    TypeOrmModule.forFeature([
      WebhookEndpointEntity,
      WebhookDeliveryEntity,
      WebhookFeedEntity,
      WebhookPlaceEntity,
    ]),
  ],
  providers: [
    CheckedAddresses,
    WebhookAdministration,
    { provide: WebhookDeliveries, useClass: TypeOrmWebhookDeliveries },
    WebhookEnding,
    { provide: WebhookEndpoints, useClass: TypeOrmWebhookEndpoints },
    WebhookErasure,
    WebhookReplay,
    WebhookSecrets,
    WebhookSender,
    WebhookTargets,
    WebhookTransmission,
    WebhookTrial,
    sweepOf({
      table: 'webhook_deliveries',
      key: ['endpoint_id', 'message_id'],
      moment: 'started_at',
      kept: () => KEPT,
    }),
  ],
  exports: [
    WebhookAdministration,
    WebhookDeliveries,
    WebhookEnding,
    WebhookEndpoints,
    WebhookReplay,
    WebhookTransmission,
    WebhookTrial,
  ],
})
export class WebhooksModule {}
