import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { type Revocation, TokenStore } from './token-store.js';

const POLL_EVERY = 500;
/** Each poll reads this much again: commits come late. */
const OVERLAP = 60_000;
/**
 * Milliseconds that an access token lives at most; contracts are held to it when they are made.
 */
export const LONGEST_ACCESS_LIFE = 3_600_000;
/** What clocks may differ by is added. */
const REMEMBER = LONGEST_ACCESS_LIFE + OVERLAP;
const FORGET_EVERY = 60_000;
/** How far the clock goes back, beside the time that passes, when it was set. */
const STEP = 1000;

/** The same moment by the clock, which may be set, and by the monotonic one. */
interface Moment {
  readonly clock: number;
  readonly monotonic: number;
}

export type RevocationListener = (revocations: readonly Revocation[]) => Promise<void>;

/**
 * Which sessions were revoked while access tokens of theirs may still be alive; in memory, so that
 * validating a token asks no database. Without the database it goes on with what it knows.
 */
@Injectable()
export class RevocationIndex implements OnModuleInit, OnModuleDestroy {
  private readonly log = new Logger(RevocationIndex.name);
  /** Session id to when this process learned of it, or, by the clock, to the stamp if that is later. */
  private readonly revoked = new Map<string, Moment>();
  private readonly listeners = new Set<RevocationListener>();
  private polledAt: Moment | null = null;
  /** The latest stamp that was read; stamps never go back, whatever the clocks of instances say. */
  private cursor: number | null = null;
  private forgottenAt = -Infinity;
  private informed = true;
  private current: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly store: TokenStore,
    private readonly clock: Clock,
  ) {}

  /** Rejects when the first reading fails: an instance without one must not become ready. */
  async onModuleInit(): Promise<void> {
    await this.read();
    this.timer = setInterval(() => void this.poll(), POLL_EVERY).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.current;
  }

  has(sessionId: string): boolean {
    return this.revoked.has(sessionId);
  }

  /** Resolves when every listener knows of a revocation made here. Never rejects. */
  async announce(revocations: readonly Revocation[]): Promise<void> {
    if (revocations.length === 0) return;
    for (const { sessionId } of revocations) this.note(sessionId);
    await Promise.allSettled([...this.listeners].map((listener) => listener(revocations)));
  }

  /** Wants to hear of what is revoked here, such as the processes that share the port. */
  onAnnounce(listener: RevocationListener): void {
    this.listeners.add(listener);
  }

  /** Takes note of a revocation made elsewhere. */
  note(sessionId: string, stamp = -Infinity): void {
    const { clock, monotonic } = this.moment();
    this.revoked.set(sessionId, { clock: Math.max(clock, stamp), monotonic });
  }

  /** Milliseconds since the index last agreed with the database; infinite before it ever did. */
  ageMs(): number {
    return this.polledAt === null ? Infinity : this.clock.monotonic() - this.polledAt.monotonic;
  }

  /** Reads what is new, or joins the reading under way. Never rejects. */
  async poll(): Promise<void> {
    this.current ??= this.read().then(
      () => {
        this.tell(true);
      },
      (error: unknown) => {
        this.tell(false, String(error));
      },
    );
    await this.current;
    this.current = undefined;
  }

  /** One line when the database goes and one when it comes back, however often it is asked. */
  private tell(informed: boolean, reason = ''): void {
    if (informed === this.informed) return;
    this.informed = informed;
    if (informed) this.log.log('hears of revocations again');
    else this.log.error(`hears of no revocation by others: ${reason}`);
  }

  private async read(): Promise<void> {
    const startedAt = this.moment();
    const since = await this.readFrom(startedAt);
    if (since !== null) {
      for (const { sessionId, revokedAt } of await this.store.revokedSince(since)) {
        if (!this.revoked.has(sessionId)) this.note(sessionId, revokedAt);
        this.cursor = Math.max(this.cursor ?? revokedAt, revokedAt);
      }
    }
    this.polledAt = startedAt;
    this.forget();
  }

  private moment(): Moment {
    return { clock: this.clock.now(), monotonic: this.clock.monotonic() };
  }

  /**
   * The stamp to read from; null while there are none. What stamps are compared with is a stamp: the
   * clock of this process may be off, or may have been set back.
   */
  private async readFrom(now: Moment): Promise<number | null> {
    if (this.cursor !== null) {
      const recent = this.cursor - OVERLAP;
      return this.wentBack(now) ? Math.min(recent, now.clock - REMEMBER) : recent;
    }
    const latest = await this.store.latestRevocation();
    return latest === null ? null : Math.min(latest, now.clock) - REMEMBER;
  }

  /** Access tokens that had expired may be alive again, whose revocation was forgotten. */
  private wentBack({ clock, monotonic }: Moment): boolean {
    if (this.polledAt === null) return false;
    return clock - this.polledAt.clock < monotonic - this.polledAt.monotonic - STEP;
  }

  /** By both clocks: after the one that may be set was, it alone would forget too early. */
  private forget(): void {
    const now = this.moment();
    if (now.monotonic - this.forgottenAt < FORGET_EVERY) return;
    this.forgottenAt = now.monotonic;
    for (const [sessionId, { clock, monotonic }] of this.revoked) {
      const over = clock < now.clock - REMEMBER && monotonic < now.monotonic - REMEMBER;
      if (over) this.revoked.delete(sessionId);
    }
  }
}
