import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.js';
import type { EventOrigin } from '../audit/event-origin.js';
import type { AuditCriteria } from '../audit/search/audit-criteria.js';
import { AUDIT_EVENT_TYPES } from '../audit/search/audit-outcome.js';
import { type AuditPage, AuditSearch } from '../audit/search/audit-search.js';
import type { AuditPlace } from '../audit/search/found-event.js';
import { Clock } from '../clock/clock.js';
import { WebhookDeliveries } from './webhook-deliveries.js';
import { WebhookEndpoints } from './webhook-endpoints.js';
import { messageOf } from './webhook-message.js';

/** Milliseconds since the epoch, both included. */
export interface Range {
  readonly from: number;
  readonly until: number;
}

/** Events that are read, and written, at once. */
const AT_ONCE = 500;

const criteriaOf = (kinds: readonly string[], { from, until }: Range): AuditCriteria => ({
  from,
  until,
  ...(kinds.length === 0
    ? {}
    : { types: AUDIT_EVENT_TYPES.filter((type) => kinds.includes(type)) }),
});

/** Sends again what the audit trail has, under the same ids: a receiver knows what it took. */
@Injectable()
export class WebhookReplay {
  constructor(
    private readonly endpoints: WebhookEndpoints,
    private readonly deliveries: WebhookDeliveries,
    private readonly search: AuditSearch,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** How many events are on their way; what waits already goes on as it is. */
  async replay(
    id: string,
    asked: Range,
    origin: EventOrigin,
  ): Promise<number | 'unknown-webhook' | 'disabled'> {
    const endpoint = await this.endpoints.find(id);
    if (endpoint === null) return 'unknown-webhook';
    if (endpoint.disabledAt !== null) return 'disabled';
    const now = this.clock.now();
    const range = { from: asked.from, until: Math.min(asked.until, now) };
    const criteria = criteriaOf(endpoint.kinds, range);
    let events = 0;
    let place: AuditPlace | null = null;
    do {
      const page: AuditPage = await this.search.page(criteria, place, AT_ONCE);
      await this.deliveries.again(id, page.events.map(messageOf), now);
      events += page.events.length;
      place = page.next;
    } while (place !== null);
    await this.audit.record(origin, { type: 'webhook-replayed', webhookId: id, ...range, events });
    return events;
  }
}
