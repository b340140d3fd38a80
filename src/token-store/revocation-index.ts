import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { type Revocation, TokenStore } from './token-store.js';

const POLL_EVERY = 500;
/** Each poll reads this much again: clocks differ, and commits come late. */
const OVERLAP = 60_000;
/** The longest life of an access token, and what clocks may differ by. */
const REMEMBER = 3_600_000 + OVERLAP;
const FORGET_EVERY = 60_000;

export type RevocationListener = (revocations: readonly Revocation[]) => Promise<void>;

/**
 * Which sessions were revoked while access tokens of theirs may still be alive; in memory, so that
 * validating a token asks no database. Without the database it goes on with what it knows.
 */
@Injectable()
export class RevocationIndex implements OnModuleInit, OnModuleDestroy {
  private readonly log = new Logger(RevocationIndex.name);
  /** Session id to the moment of its revocation, in milliseconds since the epoch. */
  private readonly revoked = new Map<string, number>();
  private readonly listeners = new Set<RevocationListener>();
  private polledAt: number | null = null;
  private forgottenAt = 0;
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
    for (const { sessionId, revokedAt } of revocations) this.note(sessionId, revokedAt);
    await Promise.allSettled([...this.listeners].map((listener) => listener(revocations)));
  }

  /** Wants to hear of what is revoked here, such as the processes that share the port. */
  onAnnounce(listener: RevocationListener): void {
    this.listeners.add(listener);
  }

  /** Takes note of a revocation made elsewhere; `at` in milliseconds since the epoch. */
  note(sessionId: string, at: number): void {
    this.revoked.set(sessionId, at);
  }

  /** Milliseconds since the index last agreed with the database; infinite before it ever did. */
  ageMs(now: number): number {
    return this.polledAt === null ? Infinity : now - this.polledAt;
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
    const now = this.clock.now();
    const since = this.polledAt === null ? now - REMEMBER : this.polledAt - OVERLAP;
    for (const { sessionId, revokedAt } of await this.store.revokedSince(since)) {
      this.note(sessionId, revokedAt);
    }
    this.polledAt = now;
    this.forget(now);
  }

  private forget(now: number): void {
    if (now - this.forgottenAt < FORGET_EVERY) return;
    this.forgottenAt = now;
    for (const [sessionId, at] of this.revoked) {
      if (at < now - REMEMBER) this.revoked.delete(sessionId);
    }
  }
}
