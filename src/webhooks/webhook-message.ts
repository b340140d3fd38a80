import type { FoundEvent } from '../audit/search/found-event.js';
import { outcomeOf } from '../audit/search/audit-outcome.js';

/** What is sent once to one endpoint, however often it is tried. */
export interface WebhookMessage {
  /** The `webhook-id`: that of the event, so that a receiver knows one that comes again. */
  readonly id: string;
  readonly type: string;
  readonly body: string;
}

const bodyOf = (type: string, at: number, data: object): string =>
  JSON.stringify({ type, timestamp: new Date(at).toISOString(), data });

/** Member by member: what is added to the audit trail is sent when it stands here. */
export const messageOf = (event: FoundEvent): WebhookMessage => ({
  id: event.id,
  type: event.type,
  body: bodyOf(event.type, event.at, {
    id: event.id,
    outcome: outcomeOf(event.type),
    userId: event.userId,
    sessionId: event.sessionId,
    details: event.details,
    address: event.address,
    userAgent: event.userAgent,
    requestId: event.requestId,
  }),
});

/** What an operator sends to see whether a receiver answers. */
export const testMessage = (id: string, endpointId: string, at: number): WebhookMessage => ({
  id,
  type: 'webhook.test',
  body: bodyOf('webhook.test', at, { id, webhookId: endpointId }),
});
