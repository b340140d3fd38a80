import type { Addressed } from './webhook-deliveries.js';
import type { WebhookDeliveryEntity } from './webhook-delivery.entity.js';

/** A delivery that was not tried yet. */
export const waitingRow = (
  { endpointId, message }: Addressed,
  now: number,
): WebhookDeliveryEntity => ({
  endpointId,
  messageId: message.id,
  type: message.type,
  body: message.body,
  state: 'waiting',
  startedAt: now,
  dueAt: now,
  holder: '',
  attempts: 0,
  attemptedAt: null,
  status: null,
  cause: null,
  answer: '',
});
