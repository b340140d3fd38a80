import { EventEmitter, once } from 'node:events';
import type { Members } from './signing-key.js';

export type EventType = 'session-revoked' | 'user-revoked' | 'client-revoked' | 'key-revoked';

const entry = (type: EventType, id: string, times: Times): Members => ({
  jti: `${type}-${id}`,
  type,
  sub_id: { format: 'opaque', id },
  event_timestamp: times.at,
  until: times.until,
  initiating_entity: 'admin',
  reason_admin: 'a test',
});

interface Times {
  readonly at: number;
  readonly until: number;
}

export interface Page {
  readonly cursor: string;
  readonly snapshot: boolean;
  readonly more: boolean;
  readonly events: readonly Members[];
}

/** What was revoked, told in pages of `pageSize`; a cursor is `epoch.position.s`, `s` in a snapshot. */
export class FeedLog {
  private entries: Members[] = [];
  private epoch = 1;
  private readonly news = new EventEmitter().setMaxListeners(100);
  pageSize = 1000;

  revoke(type: EventType, id: string, times: Partial<Times> = {}): void {
    const now = Math.floor(Date.now() / 1000);
    this.entries.push(entry(type, id, { at: now, until: now + 3600, ...times }));
    this.news.emit('news');
  }

  /** Another history: every cursor given out so far is of no use any more. */
  beginAnew(): void {
    this.epoch += 1;
    this.entries = [];
    this.news.emit('news');
  }

  async page(cursor: string | null, wait: number): Promise<Page> {
    const [epoch, position] = (cursor ?? '0.0').split('.').map(Number);
    const snapshot = epoch !== this.epoch;
    const start = snapshot ? 0 : (position ?? 0);
    if (!snapshot && start >= this.entries.length && wait > 0) {
      await once(this.news, 'news', { signal: AbortSignal.timeout(wait * 1000) }).catch(() => []);
      return this.page(cursor, 0);
    }
    const events = this.entries.slice(start, start + this.pageSize);
    const end = start + events.length;
    const more = end < this.entries.length;
    return { cursor: `${this.epoch}.${end}`, snapshot, more, events };
  }
}
