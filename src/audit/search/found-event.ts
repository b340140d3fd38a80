import type { AuditRecord } from '../audit-record.js';

/** Where an event stands among all of them. */
export interface AuditPlace {
  readonly at: number;
  readonly chain: string;
  readonly seq: number;
}

/** With the digest in place of its personal fields where these were erased. */
export type FoundEvent = Omit<AuditRecord, 'salt'> & AuditPlace;
