import type { FoundEvent } from '../audit/search/found-event.js';
import { isErased, shownAddress, shownDetails } from '../audit/search/shown-event.js';
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
    details: shownDetails(event),
    address: shownAddress(event),
    userAgent: event.userAgent,
    requestId: event.requestId,
    erased: isErased(event),
  }),
});

interface Body {
  readonly data: { readonly details: object };
}

/** A body that was made before the personal fields of its event were erased, as it is made now. */
export function erasedBody(body: string): string {
  const message = JSON.parse(body) as Body;
  const { data } = message;
  const details = Object.fromEntries(
    Object.entries(data.details).filter(([member]) => member !== 'name'),
  );
  const erased = { address: null, userAgent: null, erased: true };
  return JSON.stringify({ ...message, data: { ...data, details, ...erased } });
}

/** What an operator sends to see whether a receiver answers. */
export const testMessage = (id: string, endpointId: string, at: number): WebhookMessage => ({
  id,
  type: 'webhook.test',
  body: bodyOf('webhook.test', at, { id, webhookId: endpointId }),
});
