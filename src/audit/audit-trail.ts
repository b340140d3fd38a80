import type { AuditEvent, EventOrigin } from './audit-event.js';

export abstract class AuditTrail {
  /**
   * Resolves once the batch that holds the events is committed; rejects when it could not be.
   * Await it after the unit of work and outside any lock. Inside a unit of work the events are
   * written at once, as part of it.
   */
  abstract record(origin: EventOrigin, ...events: readonly AuditEvent[]): Promise<void>;
}
