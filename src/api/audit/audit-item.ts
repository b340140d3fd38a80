import type { AuditEventType } from '../../audit/audit-event.js';
import { type AuditOutcome, outcomeOf } from '../../audit/search/audit-outcome.js';
import type { FoundEvent } from '../../audit/search/found-event.js';
import { isErased, shownAddress, shownDetails } from '../../audit/search/shown-event.js';

/** An event as auditors see it. */
export interface AuditItem {
  readonly id: string;
  readonly at: string;
  readonly type: AuditEventType;
  readonly outcome: AuditOutcome;
  readonly userId: string | null;
  readonly sessionId: string | null;
  readonly details: Readonly<Record<string, string | number>>;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly requestId: string;
  /** Its place: the chain of a process, and a number in it without holes. */
  readonly chain: string;
  readonly seq: number;
  /** Whether address, user agent and the digest of a name were erased. */
  readonly erased: boolean;
}

export interface AuditItems {
  readonly events: readonly AuditItem[];
  readonly nextCursor: string | null;
}

/** Member by member: a column that is added to the table is shown when it stands here. */
export const auditItem = (event: FoundEvent): AuditItem => ({
  id: event.id,
  at: new Date(event.at).toISOString(),
  type: event.type,
  outcome: outcomeOf(event.type),
  userId: event.userId,
  sessionId: event.sessionId,
  details: shownDetails(event),
  address: shownAddress(event),
  userAgent: event.userAgent,
  requestId: event.requestId,
  chain: event.chain,
  seq: event.seq,
  erased: isErased(event),
});
