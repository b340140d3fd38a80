import { Injectable } from '@nestjs/common';
import type { AuditEvent } from '../audit/audit-event.js';
import type { EventOrigin } from '../audit/event-origin.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { Clock } from '../clock/clock.js';
import { RevocationIndex } from '../token-store/revocation-index.js';
import { type Revocation, RevocationLog } from '../token-store/revocation-log.js';
import { TokenStore } from '../token-store/token-store.js';

/** Why a session ends before its time. */
export type EndReason =
  'logout' | Extract<AuditEvent, { readonly type: 'session-revoked' }>['reason'];

export interface EndedSession {
  readonly sessionId: string;
  readonly userId: string;
}

/** What ended in a unit of work, to be told once that has committed. */
export interface EndedWithin {
  readonly sessions: number;
  readonly made: readonly Revocation[];
}

/** Sessions that one call ends; more are ended in several. */
const AT_ONCE = 200;

/**
 * The one place that ends sessions: in the store and the log of revocations, in the index of every
 * process here, and in the audit trail.
 */
@Injectable()
export class SessionRevocation {
  constructor(
    private readonly store: TokenStore,
    private readonly revocations: RevocationLog,
    private readonly index: RevocationIndex,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * True when this call ended the session.
   * @param before what is written down with it, ahead of it
   */
  async end(
    session: EndedSession,
    reason: EndReason,
    origin: EventOrigin,
    ...before: readonly AuditEvent[]
  ): Promise<boolean> {
    const [ended] = await this.revoke([session.sessionId], reason);
    await this.record(session.userId, ended === undefined ? [] : [ended], reason, origin, before);
    return ended !== undefined;
  }

  /** Ends what a user has open, less one session; the ids of those that this call ended. */
  async endAllOf(
    userId: string,
    reason: EndReason,
    origin: EventOrigin,
    { except, before = [] }: { readonly except?: string; readonly before?: AuditEvent[] } = {},
  ): Promise<readonly string[]> {
    const open = await this.store.openSessionsOf(userId);
    const doomed = open.filter((id) => id !== except);
    return this.endSeveral(userId, doomed, reason, origin, before);
  }

  /** Ends some sessions of a user; the ids of those that this call ended. */
  async endSeveral(
    userId: string,
    ids: readonly string[],
    reason: EndReason,
    origin: EventOrigin,
    before: readonly AuditEvent[] = [],
  ): Promise<readonly string[]> {
    const ended: string[] = [];
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      ended.push(...(await this.revoke(ids.slice(at, at + AT_ONCE), reason)));
    }
    await this.record(userId, ended, reason, origin, before);
    return ended;
  }

  /**
   * Part of the unit of work that disables a user: ends what the user has open, and trust in what
   * was issued. `endAfter` has to follow its commit.
   */
  async endWithin(userId: string, origin: EventOrigin): Promise<EndedWithin> {
    const shut = { reason: 'user-disabled', revokedAt: this.clock.now() } as const;
    const ended = await this.endOpenWithin(userId, shut.reason, origin);
    const trust: Revocation = { kind: 'user', subject: userId, ...shut };
    await this.revocations.append([trust]);
    return { sessions: ended.sessions, made: [...ended.made, trust] };
  }

  /**
   * Part of the unit of work that gives a user another password: ends what is open, less one session.
   * `endOpenAfter` has to follow its commit.
   */
  async endOpenWithin(
    userId: string,
    reason: Exclude<EndReason, 'logout'>,
    origin: EventOrigin,
    except?: string,
  ): Promise<EndedWithin> {
    const revokedAt = this.clock.now();
    const open = (await this.store.openSessionsOf(userId)).filter((id) => id !== except);
    const made: Revocation[] = [];
    for (let at = 0; at < open.length; at += AT_ONCE) {
      const batch = open
        .slice(at, at + AT_ONCE)
        .map((subject): Revocation => ({ kind: 'session', subject, reason, revokedAt }));
      const outcomes = await this.revocations.append(batch);
      made.push(...batch.filter((_, index) => outcomes[index]));
    }
    const ids = made.map(({ subject }) => subject);
    await this.record(userId, ids, reason, origin, []);
    return { sessions: made.length, made };
  }

  /** Tells the processes here what ended within a unit of work, and ends what was opened meanwhile. */
  async endOpenAfter(
    userId: string,
    reason: EndReason,
    origin: EventOrigin,
    { within, except }: { readonly within: EndedWithin | null; readonly except?: string },
  ): Promise<void> {
    if (within !== null) await this.index.announce(within.made);
    await this.endAllOf(userId, reason, origin, except === undefined ? {} : { except });
  }

  /**
   * Tells the processes here what ended within a unit of work, null where there was none, and ends
   * what was opened at the same time; how many sessions that makes.
   */
  async endAfter(userId: string, origin: EventOrigin, within: EndedWithin | null): Promise<number> {
    if (within !== null) await this.index.announce(within.made);
    await this.endTrustIn(userId);
    const late = await this.endAllOf(userId, 'user-disabled', origin);
    return (within?.sessions ?? 0) + late.length;
  }

  /** Nothing that was issued to a user until now is good any more, whatever session it is of. */
  private async endTrustIn(userId: string): Promise<void> {
    const revokedAt = this.clock.now();
    const made = { kind: 'user', subject: userId, reason: 'user-disabled', revokedAt } as const;
    await this.revocations.append([made]);
    await this.index.announce([made]);
  }

  private async revoke(ids: readonly string[], reason: EndReason): Promise<readonly string[]> {
    const revokedAt = this.clock.now();
    const revocations = ids.map((subject): Revocation => ({
      kind: 'session',
      subject,
      reason,
      revokedAt,
    }));
    const ended = await this.revocations.append(revocations);
    // Those that had ended as well: another instance may have done so a moment ago.
    await this.index.announce(revocations);
    return ids.filter((_, index) => ended[index]);
  }

  private record(
    userId: string,
    ended: readonly string[],
    reason: EndReason,
    origin: EventOrigin,
    before: readonly AuditEvent[],
  ): Promise<void> {
    const events = ended.map((sessionId) => endOf({ userId, sessionId }, reason));
    return this.audit.record(origin, ...before, ...events);
  }
}

const endOf = (session: EndedSession, reason: EndReason): AuditEvent =>
  reason === 'logout'
    ? { type: 'logged-out', ...session }
    : { type: 'session-revoked', reason, ...session };
