import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { AuthError } from '../errors/auth-error.js';
import { REVOCATION_LIFE, RevocationIndex } from '../token-store/revocation-index.js';
import type { Heads } from '../token-store/revocation-log.js';
import { type FeedCursor, readCursor } from './feed-cursor.js';
import { type SignedPage, SignedPages } from './signed-pages.js';
import { Waiting } from './waiting.js';

/** How a reader asks for what is new. */
export interface FeedQuery {
  /** Of the last answer; null for one that has none yet. */
  readonly cursor: string | null;
  /** Milliseconds for which an answer with nothing new may be held back. */
  readonly wait: number;
  /** Ends the wait: the reader has gone, or the server is about to. */
  readonly signal: AbortSignal;
}

/** Milliseconds since the database was read, after which a reader is told that this is so. */
const OUTDATED = 5000;

/** Where a reader begins: after some places, or with everything that still matters. */
interface Start {
  readonly places: Heads;
  readonly snapshot: boolean;
}

const SNAPSHOT: Start = { places: new Map(), snapshot: true };

/** What was revoked since a reader last asked. */
@Injectable()
export class RevocationFeed {
  constructor(
    private readonly index: RevocationIndex,
    private readonly pages: SignedPages,
    private readonly waiting: Waiting,
    private readonly clock: Clock,
  ) {}

  /**
   * The next page as a signed JWT, with nothing in it when the wait is over.
   * @throws AuthError VALIDATION_FAILED for a cursor that is none, OVERLOADED when too many wait or
   * when this instance does not know what is new
   */
  async next({ cursor, wait, signal }: FeedQuery): Promise<string> {
    const start = await this.startAt(cursor);
    const deadline = this.clock.monotonic() + wait;
    let { progress } = this.waiting;
    let page = await this.page(start);
    while (isEmpty(page)) {
      const left = deadline - this.clock.monotonic();
      if (left <= 0 || signal.aborted) break;
      await this.waiting.since(progress, left, signal);
      ({ progress } = this.waiting);
      page = await this.page(this.isAhead(start.places) ? SNAPSHOT : start);
    }
    return page.jwt;
  }

  private page({ places, snapshot }: Start): Promise<SignedPage> {
    // Services must not take old knowledge for new.
    if (this.index.ageMs() > OUTDATED) throw new AuthError({ code: 'OVERLOADED', retryAfter: 1 });
    return this.pages.after(places, this.index.heads, snapshot);
  }

  private async startAt(text: string | null): Promise<Start> {
    if (text === null) return SNAPSHOT;
    const cursor = readCursor(text);
    if (cursor === null) throw invalidCursor();
    if (this.isTooOld(cursor)) return SNAPSHOT;
    if (this.isAhead(cursor.places)) {
      // Another instance may have read the log a moment before this one.
      if (!(await this.index.refresh())) throw new AuthError({ code: 'OVERLOADED', retryAfter: 1 });
      // A place that the log has not reached: the database was set back.
      if (this.isAhead(cursor.places)) return SNAPSHOT;
    }
    return { places: cursor.places, snapshot: false };
  }

  private isTooOld({ at }: FeedCursor): boolean {
    return at * 1000 < this.clock.now() - REVOCATION_LIFE;
  }

  private isAhead(places: Heads): boolean {
    const { heads } = this.index;
    return [...places].some(([chain, seq]) => seq > (heads.get(chain) ?? 0));
  }
}

const isEmpty = ({ events, more, snapshot }: SignedPage): boolean =>
  events === 0 && !more && !snapshot;

const invalidCursor = (): AuthError =>
  AuthError.invalidFields({
    field: 'cursor',
    problem: 'invalid',
    message: 'Cursor must be that of an earlier answer.',
  });
