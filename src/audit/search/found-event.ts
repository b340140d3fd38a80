import type { AuditRecord } from '../audit-record.js';

/** Where an event stands among all of them. */
export interface AuditPlace {
  readonly at: number;
  readonly chain: string;
  readonly seq: number;
}

export type FoundEvent = AuditRecord & AuditPlace;
