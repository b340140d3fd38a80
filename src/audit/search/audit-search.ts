import type { AuditCriteria } from './audit-criteria.js';
import type { AuditPlace, FoundEvent } from './found-event.js';

export interface AuditPage {
  /** The newest first. */
  readonly events: readonly FoundEvent[];
  /** After which event the next page begins; null where there is none. */
  readonly next: AuditPlace | null;
}

export abstract class AuditSearch {
  /**
   * At most `limit` events that lie before a place. It looks at a bounded number of events: where
   * few of them match, a page is short, or empty, and has a next one all the same.
   */
  abstract page(
    criteria: AuditCriteria,
    before: AuditPlace | null,
    limit: number,
  ): Promise<AuditPage>;
}
