import { deviceLabel } from '../../sessions/device-label.js';
import type { SessionList } from '../../sessions/session-listing.js';
import type { ListedSession } from '../../token-store/token-store.js';
import { badCursor } from '../requests/page-query.js';

export interface SessionItem {
  readonly id: string;
  /** Such as "Firefox on Windows"; null where nothing is known. */
  readonly device: string | null;
  readonly firstAddress: string;
  readonly lastAddress: string;
  readonly createdAt: string;
  readonly lastUsedAt: string;
  readonly expiresAt: string;
  readonly contract: string;
  /** Whether it is the one that asks. */
  readonly current: boolean;
}

export interface SessionItems {
  readonly sessions: readonly SessionItem[];
  readonly nextCursor: string | null;
}

const iso = (moment: number): string => new Date(moment).toISOString();

const item = (session: ListedSession, asking: string | null): SessionItem => ({
  id: session.id,
  device: deviceLabel(session.lastUserAgent),
  firstAddress: session.issuedAddress,
  lastAddress: session.lastAddress,
  createdAt: iso(session.createdAt),
  lastUsedAt: iso(session.rotatedAt),
  expiresAt: iso(session.expiresAt),
  contract: session.contract,
  current: session.id === asking,
});

/** @param asking id of the session that asks; null for a service */
export const sessionItems = (page: SessionList, asking: string | null): SessionItems => ({
  sessions: page.sessions.map((each) => item(each, asking)),
  nextCursor: page.next,
});

/** An id as sessions have it. */
const CURSOR = /^[0-9a-f-]{36}$/;

/** @throws AuthError VALIDATION_FAILED */
export function sessionCursorIn(text: unknown): string | null {
  if (text === undefined) return null;
  if (typeof text === 'string' && CURSOR.test(text)) return text;
  throw badCursor();
}
