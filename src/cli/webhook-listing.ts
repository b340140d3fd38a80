import { iso } from './iso.js';
import type { ShownWebhook } from '../webhooks/webhook-administration.js';
import type { WebhookDelivery } from '../webhooks/webhook-deliveries.js';

/** No secret is shown, sealed or not. */
export const listedWebhook = ({ endpoint, publicKeys }: ShownWebhook): object => ({
  id: endpoint.id,
  url: endpoint.url,
  description: endpoint.description,
  events: endpoint.kinds.length === 0 ? 'all' : endpoint.kinds,
  algorithm: endpoint.algorithm,
  publicKeys,
  createdAt: iso(endpoint.createdAt),
  disabledAt: iso(endpoint.disabledAt),
  disabledReason: endpoint.disabledReason,
  lastSuccessAt: iso(endpoint.lastSuccessAt),
});

export function webhookLine({ endpoint }: ShownWebhook): string {
  const { id, url, description, kinds, disabledReason } = endpoint;
  const events = kinds.length === 0 ? 'all events' : kinds.join(' ');
  const disabled = disabledReason === null ? '' : `, disabled (${disabledReason})`;
  return `${id} ${url}: ${events}${disabled}${description === '' ? '' : ` – ${description}`}`;
}

export function webhookText(shown: ShownWebhook): string {
  const { algorithm, createdAt, lastSuccessAt } = shown.endpoint;
  return [
    webhookLine(shown),
    `  signed as ${algorithm}, made ${iso(createdAt) ?? ''}, last success ${iso(lastSuccessAt) ?? 'never'}`,
    ...shown.publicKeys.map((key) => `  public key ${key}`),
  ].join('\n');
}

export const listedDelivery = (delivery: WebhookDelivery): object => ({
  id: delivery.messageId,
  type: delivery.type,
  state: delivery.state,
  attempts: delivery.attempts,
  attemptedAt: iso(delivery.attemptedAt),
  nextAttemptAt: iso(delivery.dueAt),
  status: delivery.status,
  cause: delivery.cause,
  answer: delivery.answer,
});

export function deliveryLine(delivery: WebhookDelivery): string {
  const { messageId, type, state, attempts, status, cause, dueAt } = delivery;
  const last = status === null ? (cause ?? 'not tried yet') : String(status);
  const next = dueAt === null ? '' : `, next ${iso(dueAt) ?? ''}`;
  return `${messageId} ${type}: ${state}, ${attempts} attempts, last ${last}${next}`;
}
