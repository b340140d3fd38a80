import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.js';
import type { EventOrigin } from '../event-origin.js';
import { AuditTrail } from '../audit-trail.js';
import { type AuditCriteria, criteriaText } from './audit-criteria.js';
import { type AuditPage, AuditSearch } from './audit-search.js';
import type { AuditPlace, FoundEvent } from './found-event.js';

const MOST = 100;
const USUAL = 20;
/** Events of an export that are in memory at once. */
const EXPORTED_AT_ONCE = 500;

export interface AuditQuery {
  readonly criteria: AuditCriteria;
  readonly before: AuditPlace | null;
  /** Events of a page, at most 100; 20 where it is left out. */
  readonly limit: number | undefined;
}

/** The trail for those who may read all of it, and for people who look at what they did themselves. */
@Injectable()
export class AuditReading {
  constructor(
    private readonly search: AuditSearch,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** A page of the trail. That it was read is in the trail before it is answered. */
  async read(query: AuditQuery, origin: EventOrigin): Promise<AuditPage> {
    const page = await this.page(query);
    const criteria = criteriaText(query.criteria);
    await this.trail.record(origin, { type: 'audit-read', criteria, events: page.events.length });
    return page;
  }

  /** All that there is by now. That it is exported is in the trail before the first event is read. */
  async export(
    criteria: AuditCriteria,
    format: string,
    origin: EventOrigin,
  ): Promise<AsyncIterable<FoundEvent>> {
    const now = this.clock.now();
    const until = Math.min(criteria.until ?? now, now);
    await this.trail.record(origin, {
      type: 'audit-exported',
      criteria: criteriaText(criteria),
      format,
    });
    return this.all({ ...criteria, until });
  }

  /** What an account did, for its owner. */
  async activity(
    userId: string,
    before: AuditPlace | null,
    limit: number | undefined,
  ): Promise<AuditPage> {
    return this.page({ criteria: { userId }, before, limit });
  }

  /** All that is about an account by now, for its owner. */
  own(userId: string): AsyncIterable<FoundEvent> {
    return this.all({ userId, until: this.clock.now() });
  }

  private page({ criteria, before, limit = USUAL }: AuditQuery): Promise<AuditPage> {
    return this.search.page(criteria, before, Math.min(limit, MOST));
  }

  private async *all(criteria: AuditCriteria): AsyncIterable<FoundEvent> {
    let place: AuditPlace | null = null;
    do {
      const { events, next }: AuditPage = await this.search.page(criteria, place, EXPORTED_AT_ONCE);
      yield* events;
      place = next;
    } while (place !== null);
  }
}
