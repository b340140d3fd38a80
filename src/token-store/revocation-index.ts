import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { type Heads, type Position, type Revocation, RevocationLog } from './revocation-log.js';

const POLL_EVERY = 500;
/** Rows of one statement. */
const PAGE = 5000;
/**
 * Milliseconds that an access token lives at most; contracts are held to it when they are made.
 */
export const LONGEST_ACCESS_LIFE = 3_600_000;
/**
 * Milliseconds for which a revocation matters: one clock may be a minute behind when it revokes,
 * and another a minute ahead when it issues.
 */
export const REVOCATION_LIFE = LONGEST_ACCESS_LIFE + 120_000;
const FORGET_EVERY = 60_000;
/** How far the clock goes back, beside the time that passes, when it was set. */
const STEP = 1000;

/** The same moment by the clock, which may be set, and by the monotonic one. */
interface Moment {
  readonly clock: number;
  readonly monotonic: number;
}

interface Known extends Moment {
  readonly revokedAt: number;
}

export type RevocationListener = (revocations: readonly Revocation[]) => Promise<void>;

/**
 * What was revoked while access tokens of it may still be alive; in memory, so that validating a
 * token asks no database. Without the database it goes on with what it knows.
 */
@Injectable()
export class RevocationIndex implements OnModuleInit, OnModuleDestroy {
  private readonly log = new Logger(RevocationIndex.name);
  private readonly sessions = new Map<string, Known>();
  /** What is no session, by kind and id. */
  private readonly others = new Map<string, Known>();
  private readonly listeners = new Set<RevocationListener>();
  private readonly learners = new Set<(revocations: readonly Revocation[]) => void>();
  private readonly watchers = new Set<() => void>();
  private followed: Heads = new Map();
  private polledAt: Moment | null = null;
  private forgottenAt = -Infinity;
  private informed = true;
  private current: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly store: RevocationLog,
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
    return this.sessions.has(sessionId);
  }

  /** Whether what was issued at a moment (milliseconds since the epoch) is covered by a revocation. */
  covers(kind: 'user' | 'client', subject: string, issuedAt: number): boolean {
    const known = this.others.get(`${kind} ${subject}`);
    return known !== undefined && issuedAt <= known.revokedAt;
  }

  /** Resolves when every listener knows of a revocation made here. Never rejects. */
  async announce(revocations: readonly Revocation[]): Promise<void> {
    if (revocations.length === 0) return;
    this.learn(revocations);
    await Promise.allSettled([...this.listeners].map((listener) => listener(revocations)));
  }

  /** Has a listener called with what is revoked here, such as the processes that share the port. */
  onAnnounce(listener: RevocationListener): void {
    this.listeners.add(listener);
  }

  /** How far the log has been read. */
  get heads(): Heads {
    return this.followed;
  }

  /** Has a listener called whenever the log goes on. */
  onProgress(listener: () => void): void {
    this.watchers.add(listener);
  }

  /** Has a listener called with all that becomes known, wherever it was revoked. */
  onLearn(listener: (revocations: readonly Revocation[]) => void): void {
    this.learners.add(listener);
  }

  /** Takes note of what was revoked elsewhere. */
  learn(revocations: readonly Revocation[]): void {
    const { clock, monotonic } = this.moment();
    for (const { kind, subject, revokedAt } of revocations) {
      const known = { clock: Math.max(clock, revokedAt), monotonic, revokedAt };
      if (kind === 'session') this.sessions.set(subject, known);
      else this.others.set(`${kind} ${subject}`, known);
    }
    for (const tell of this.learners) tell(revocations);
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

  /** Reads the log from now on; false when that fails. Never rejects. */
  async refresh(): Promise<boolean> {
    const asked = this.clock.monotonic();
    const isFresh = (): boolean => this.polledAt !== null && this.polledAt.monotonic >= asked;
    await this.poll();
    // The reading under way may have begun before.
    if (!isFresh()) await this.poll();
    return isFresh();
  }

  /** One line when the database goes and one when it comes back, however often it is asked. */
  private tell(informed: boolean, reason = ''): void {
    if (informed === this.informed) return;
    this.informed = informed;
    if (informed) this.log.log('Revocation polling recovered');
    else this.log.error(`Revocation polling fails: ${reason}`);
  }

  private async read(): Promise<void> {
    const startedAt = this.moment();
    // Access tokens that had expired may be alive again, whose revocation was forgotten.
    const from: Heads = this.wentBack(startedAt) ? new Map() : this.followed;
    const heads = await this.store.heads();
    const moved = [...heads].filter(([chain, head]) => from.get(chain) !== head);
    for (const [chain, head] of moved) await this.follow(chain, from.get(chain) ?? 0, head);
    this.followed = heads;
    this.polledAt = startedAt;
    this.forget();
    if (moved.length > 0) for (const tell of this.watchers) tell();
  }

  /** A chain that is shorter than it was comes from a backup, and is read from its beginning. */
  private async follow(chain: string, known: number, head: number): Promise<void> {
    let position: Position = { chain, seq: known > head ? 0 : known };
    while (position.seq < head) {
      const page = await this.store.read(position, head, PAGE);
      if (page.length > 0) this.learn(page);
      const [last] = page.slice(-1);
      position = page.length < PAGE || last === undefined ? { chain, seq: head } : last;
    }
  }

  private moment(): Moment {
    return { clock: this.clock.now(), monotonic: this.clock.monotonic() };
  }

  private wentBack({ clock, monotonic }: Moment): boolean {
    if (this.polledAt === null) return false;
    return clock - this.polledAt.clock < monotonic - this.polledAt.monotonic - STEP;
  }

  /** By both clocks: after the one that may be set was, it alone would forget too early. */
  private forget(): void {
    const now = this.moment();
    if (now.monotonic - this.forgottenAt < FORGET_EVERY) return;
    this.forgottenAt = now.monotonic;
    for (const known of [this.sessions, this.others]) {
      for (const [subject, { clock, monotonic }] of known) {
        const life = REVOCATION_LIFE;
        if (clock < now.clock - life && monotonic < now.monotonic - life) known.delete(subject);
      }
    }
  }
}
