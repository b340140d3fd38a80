import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { AuthError } from '../errors/auth-error.js';
import type { EventOrigin } from '../audit/event-origin.js';
import { type ListedSession, TokenStore } from '../token-store/token-store.js';
import { SessionRevocation } from './session-revocation.js';

const MOST = 100;
const USUAL = 20;

export interface SessionList {
  readonly sessions: readonly ListedSession[];
  /** Where the next page begins; null after the last one. */
  readonly next: string | null;
}

/** The sessions of an account, in the hands of its owner or of an operator. */
@Injectable()
export class SessionListing {
  constructor(
    private readonly store: TokenStore,
    private readonly revocation: SessionRevocation,
    private readonly clock: Clock,
  ) {}

  /** @param limit sessions of a page, at most 100 */
  async list(userId: string, before: string | null, limit = USUAL): Promise<SessionList> {
    const size = Math.min(limit, MOST);
    const now = this.clock.now();
    const found = await this.store.list({ userId, now, before, limit: size + 1 });
    const sessions = found.slice(0, size);
    const next = found.length > size ? (sessions.at(-1)?.id ?? null) : null;
    return { sessions, next };
  }

  /** Page by page, as they are taken. */
  async *all(userId: string): AsyncIterable<ListedSession> {
    let before: string | null = null;
    do {
      const { sessions, next }: SessionList = await this.list(userId, before, MOST);
      yield* sessions;
      before = next;
    } while (before !== null);
  }

  /** Joins the unit of work that deletes the account. */
  forgetPlacesOf(userId: string): Promise<void> {
    return this.store.forgetPlacesOf(userId);
  }

  /**
   * Ends a session of the user; one that has ended already is no fault.
   * @throws AuthError NOT_FOUND for one that is not the user's
   */
  async end(
    userId: string,
    sessionId: string,
    origin: EventOrigin,
    reason: 'ended-by-user' | 'ended-by-operator' = 'ended-by-user',
  ): Promise<void> {
    const session = await this.store.find(sessionId);
    if (session?.userId !== userId) throw AuthError.of('NOT_FOUND');
    await this.revocation.end({ sessionId, userId }, reason, origin);
  }
}
