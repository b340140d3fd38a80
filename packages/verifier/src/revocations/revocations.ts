import type { Claims } from '../claims/claims.js';
import type { RevocationEvent } from './revocation-event.js';

/** All tokens issued up to a moment. */
interface Cut {
  readonly at: number;
  readonly until: number;
}

const later = (one: Cut | undefined, { at, until }: Cut): Cut => ({
  at: Math.max(at, one?.at ?? 0),
  until: Math.max(until, one?.until ?? 0),
});

const isCut = (cut: Cut | undefined, iat: number, now: number): boolean =>
  cut !== undefined && iat <= cut.at && now < cut.until;

function forget<Value>(entries: Map<string, Value>, isOver: (value: Value) => boolean): void {
  for (const [id, value] of entries) if (isOver(value)) entries.delete(id);
}

/** Which sessions, people and services were revoked, each until its last token has expired. */
export class Revocations {
  private readonly sessions = new Map<string, number>();
  private readonly users = new Map<string, Cut>();
  private readonly clients = new Map<string, Cut>();

  add({ type, id, eventTimestamp: at, until }: RevocationEvent): void {
    switch (type) {
      case 'session-revoked':
        this.sessions.set(id, Math.max(until, this.sessions.get(id) ?? 0));
        break;
      case 'user-revoked':
        this.users.set(id, later(this.users.get(id), { at, until }));
        break;
      case 'client-revoked':
        this.clients.set(id, later(this.clients.get(id), { at, until }));
        break;
      // The key set knows by itself.
      case 'key-revoked':
        break;
    }
  }

  /** @param now in seconds */
  concern(claims: Claims, now: number): boolean {
    if (claims.uid === undefined) return isCut(this.clients.get(claims.client_id), claims.iat, now);
    return (
      now < (this.sessions.get(claims.sid) ?? 0) ||
      isCut(this.users.get(claims.uid), claims.iat, now)
    );
  }

  get size(): number {
    return this.sessions.size + this.users.size + this.clients.size;
  }

  /** Drops what concerns no token any more. */
  forgetBefore(now: number): void {
    forget(this.sessions, (until) => until <= now);
    forget(this.users, ({ until }) => until <= now);
    forget(this.clients, ({ until }) => until <= now);
  }
}
