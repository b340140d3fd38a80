import type { AuditPlace } from '../../audit/search/found-event.js';
import { badCursor } from '../requests/page-query.js';

const CURSOR = /^(\d{1,15})\.(\d{1,15})\.([\w-]{0,22})$/;

export const auditCursor = (place: AuditPlace | null): string | null =>
  place === null ? null : `${place.at}.${place.seq}.${place.chain}`;

/** @throws AuthError VALIDATION_FAILED */
export function auditPlaceIn(cursor: unknown): AuditPlace | null {
  if (cursor === undefined) return null;
  const [, at, seq, chain] = CURSOR.exec(typeof cursor === 'string' ? cursor : '') ?? [];
  if (chain === undefined) throw badCursor();
  return { at: Number(at), seq: Number(seq), chain };
}
