import { WebhookAdministration } from '../../../src/webhooks/webhook-administration.js';
import {
  WebhookDeliveries,
  type WebhookDelivery,
} from '../../../src/webhooks/webhook-deliveries.js';
import type { AuditEvent } from '../../../src/audit/audit-event.js';
import { AuditTrail } from '../../../src/audit/audit-trail.js';
import { BY_OPERATOR } from './clients.js';
import type { TestServer } from './test-server.js';

export interface MadeWebhook {
  readonly id: string;
  readonly key: string;
}

interface Wanted {
  readonly kinds?: readonly string[];
  readonly algorithm?: 'v1' | 'v1a';
}

/** A webhook, made as an operator makes one. */
export async function newWebhook(
  server: TestServer,
  url: string,
  { kinds = [], algorithm = 'v1' }: Wanted = {},
): Promise<MadeWebhook> {
  const webhook = { url, description: '', kinds, algorithm };
  const made = await server.resolve(WebhookAdministration).create(webhook, BY_OPERATOR);
  if (typeof made === 'string') throw new Error(`the webhook was refused: ${made}`);
  return made;
}

/** An event that nothing else records. */
export const anEvent = (userId: string): AuditEvent => ({ type: 'user-unlocked', userId });

export const record = (server: TestServer, ...events: readonly AuditEvent[]): Promise<void> =>
  server.resolve(AuditTrail).record(BY_OPERATOR, ...events);

/** What is known of the deliveries to a webhook, the newest first. */
export const deliveriesTo = (
  server: TestServer,
  { id }: MadeWebhook,
): Promise<readonly WebhookDelivery[]> => server.resolve(WebhookDeliveries).newest(id, 100);
