import { Injectable } from '@nestjs/common';
import { AuthError, type AuthErrorCode } from '../errors/auth-error.js';
import type { Clock } from '../clock/clock.js';
import { BlockCache, judge, type Rule, type RuleName, type Verdict } from './rules.js';
import { type Counters, NOTHING } from './counters/counters.js';
import { LimitRefusals } from './limit-refusals.js';
import { overloaded, type Queueing, Reservations } from './reservations.js';

/** A rule, and what it is applied to. */
export interface Guard {
  readonly rule: Rule;
  readonly subject: string;
}

export interface Terms {
  /** What has to allow the attempt. Always in the same order of rules: they are waited for in turn. */
  readonly within: readonly Guard[];
  /** What an attempt counts for that ended with this error, or well (undefined). */
  readonly counted: (error: unknown) => readonly Guard[];
}

/** What an attempt holds while it is under way. */
interface Place {
  readonly keys: readonly string[];
  /** Key of the turn after a delay that it has. */
  readonly turn: string | null;
}

/** Longer than any attempt takes: a process that dies with a turn keeps the others waiting. */
const TURN = { seconds: 60 };
/** Milliseconds until an attempt looks whether a turn that another process has is over. */
const LOOK_AGAIN = 100;

const keyOf = ({ rule, subject }: Guard): string => `${rule.name}:${subject}`;

function tooMany(ms: number, limit: RuleName): AuthError {
  const retryAfter = Math.max(1, Math.ceil(ms / 1000));
  return new AuthError({ code: 'TOO_MANY_REQUESTS', retryAfter, limit });
}

/** Whether an attempt came to one of these ends; any other end is not the caller's doing. */
export const failedBy =
  (...codes: readonly AuthErrorCode[]) =>
  (error: unknown): boolean =>
    error instanceof AuthError && codes.includes(error.fault.code);

/**
 * Counts what has happened in the store that all processes share, and keeps what is under way as
 * reservations in this one. An attempt is refused because of counts alone; because of what is under
 * way it waits. What ends well and does not count writes nothing.
 */
@Injectable()
export class RateLimiter {
  private readonly blocks = new BlockCache();
  private readonly reservations: Reservations;

  constructor(
    private readonly counters: Counters,
    private readonly clock: Clock,
    private readonly queueing: Queueing,
    private readonly refusals: LimitRefusals = new LimitRefusals(),
  ) {
    this.reservations = new Reservations(queueing.waiting);
  }

  /** How many attempts wait for others that are under way. */
  get waiting(): number {
    return this.reservations.waitingNow;
  }

  /** @throws AuthError TOO_MANY_REQUESTS, or OVERLOADED when its turn does not come in time */
  async run<T>({ within, counted }: Terms, attempt: () => Promise<T>): Promise<T> {
    const place = await this.admit(within);
    let counts = false;
    try {
      const [outcome] = await Promise.allSettled([attempt()]);
      const guards = counted(outcome.status === 'rejected' ? outcome.reason : undefined);
      counts = guards.length > 0;
      await this.count(guards);
      if (outcome.status === 'rejected') throw outcome.reason;
      return outcome.value;
    } finally {
      await this.leave(place, counts);
    }
  }

  /** Whether nothing stands against an attempt, as far as that is known without asking a store. */
  allUntouched(guards: readonly Guard[]): boolean {
    const keys = guards.map(keyOf);
    return keys.every((key) => this.counters.isUntouched(key) && !this.blocks.has(key));
  }

  /** @throws AuthError TOO_MANY_REQUESTS; reserves nothing */
  async assertLeft(guards: readonly Guard[]): Promise<void> {
    await this.verdicts(guards);
  }

  async count(guards: readonly Guard[]): Promise<void> {
    await Promise.all(guards.map((guard) => this.counters.add(keyOf(guard), guard.rule.window)));
  }

  private async admit(guards: readonly Guard[]): Promise<Place> {
    this.assertNotBlocked(guards);
    const keys = guards.map(keyOf);
    const deadline = performance.now() + this.queueing.patience;
    let rooms = guards.map(({ rule }) => rule.atOnce ?? rule.limit);
    for (;;) {
      const others = await this.reserve(keys, rooms, deadline);
      let place: Place | null = null;
      try {
        const verdicts = await this.verdicts(guards);
        rooms = verdicts.map(roomOf);
        const fits = rooms.every((room, n) => (others[n] ?? 0) < room);
        const turn = verdicts.findIndex(({ kind }) => kind === 'turn');
        if (fits) place = await this.placeWith(keys, keys[turn], deadline);
      } finally {
        if (place === null) this.giveBack(keys);
      }
      if (place !== null) return place;
    }
  }

  /** The reservations, and the turn where there is one to take; null when another process has it. */
  private async placeWith(
    keys: readonly string[],
    delayed: string | undefined,
    deadline: number,
  ): Promise<Place | null> {
    if (delayed === undefined) return { keys, turn: null };
    const turn = `${delayed}:turn`;
    const { count } = await this.counters.add(turn, TURN);
    if (count === 1) return { keys, turn };
    if (performance.now() >= deadline) throw overloaded();
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN));
    return null;
  }

  private async reserve(
    keys: readonly string[],
    rooms: readonly number[],
    deadline: number,
  ): Promise<readonly number[]> {
    const others: number[] = [];
    try {
      for (const [n, key] of keys.entries()) {
        others.push(await this.reservations.take(key, rooms[n] ?? 1, deadline));
      }
      return others;
    } catch (error) {
      this.giveBack(keys.slice(0, others.length));
      throw error;
    }
  }

  /** @throws AuthError TOO_MANY_REQUESTS where the counts say so, which is remembered */
  private async verdicts(guards: readonly Guard[]): Promise<readonly Verdict[]> {
    this.assertNotBlocked(guards);
    const keys = guards.map(keyOf);
    const tallies = await this.counters.readAll(keys);
    return guards.map(({ rule }, n) => {
      const verdict = judge(rule, tallies[n] ?? NOTHING);
      if (verdict.kind === 'refused') this.refuse(rule, keys[n] ?? '', verdict.ms);
      return verdict;
    });
  }

  /** A turn after a delay was taken for good by an attempt that counts, which begins the next delay. */
  private async leave({ keys, turn }: Place, counts: boolean): Promise<void> {
    try {
      if (turn !== null && !counts) await this.counters.remove(turn);
    } finally {
      this.giveBack(keys);
    }
  }

  private giveBack(keys: readonly string[]): void {
    for (const key of keys) this.reservations.giveBack(key);
  }

  private assertNotBlocked(guards: readonly Guard[]): void {
    const now = this.clock.monotonic();
    for (const guard of guards) {
      const left = this.blocks.msLeft(keyOf(guard), now);
      if (left > 0) throw this.refusal(guard.rule, left);
    }
  }

  private refuse(rule: Rule, key: string, ms: number): never {
    this.blocks.note(key, this.clock.monotonic() + ms);
    throw this.refusal(rule, ms);
  }

  private refusal({ name }: Rule, ms: number): AuthError {
    this.refusals.tell(name);
    return tooMany(ms, name);
  }
}

const roomOf = (verdict: Verdict): number => (verdict.kind === 'free' ? verdict.room : 1);
