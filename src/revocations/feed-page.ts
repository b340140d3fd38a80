import { REVOCATION_LIFE } from '../token-store/revocation-index.js';
import type { Heads, LoggedRevocation, RevocationLog } from '../token-store/revocation-log.js';

/** Revocations of one page. */
export const PAGE = 5000;

export interface FeedPage {
  readonly events: readonly LoggedRevocation[];
  /** Where the next page begins. */
  readonly places: Heads;
  /** Whether there is a next page already. */
  readonly more: boolean;
}

/** What comes after a reader's places, up to the heads, as far as it still matters. */
export async function pageAfter(
  places: Heads,
  heads: Heads,
  log: RevocationLog,
  now: number,
): Promise<FeedPage> {
  const reached = new Map<string, number>();
  const events: LoggedRevocation[] = [];
  let room = PAGE;
  for (const [chain, head] of heads) {
    const seq = places.get(chain) ?? 0;
    const rows = seq < head && room > 0 ? await log.read({ chain, seq }, head, room) : [];
    events.push(...rows.filter(({ revokedAt }) => revokedAt > now - REVOCATION_LIFE));
    const last = rows.at(-1);
    const full = rows.length === room && last !== undefined;
    if (room > 0) reached.set(chain, full ? last.seq : head);
    else if (seq > 0) reached.set(chain, seq);
    room -= rows.length;
  }
  const more = [...heads].some(([chain, head]) => (reached.get(chain) ?? 0) < head);
  return { events, places: reached, more };
}
