import { Injectable } from '@nestjs/common';
import { RefreshRefusal } from './refresh-refusal.js';
import type { SessionGrant } from './session-grant.js';
import type { SessionProfile } from './session-profile.js';
import { storedState, successorState, type SessionState, toMilliseconds } from './session-state.js';
import { SessionTokens } from './session-tokens.js';
import type { EventOrigin } from '../audit/audit-event.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { Clock } from '../clock/clock.js';
import { AppConfig } from '../config/app-config.js';
import type { Session } from '../token-store/session.js';
import { TokenStore } from '../token-store/token-store.js';
import type { RefreshClaims } from '../tokens/claims.js';
import type { User } from '../users/user.js';
import { Users } from '../users/users.js';

interface Step {
  readonly state: SessionState;
  readonly event: 'session-refreshed' | 'refresh-replayed';
}

/** Rotates a refresh token: one compare-and-set decides who moves the session on. */
@Injectable()
export class SessionRefresh {
  constructor(
    private readonly store: TokenStore,
    private readonly users: Users,
    private readonly tokens: SessionTokens,
    private readonly refusal: RefreshRefusal,
    private readonly audit: AuditTrail,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /** @throws AuthError INVALID_TOKEN when the session has ended, was superseded or its user may not go on. */
  async refresh(
    claims: RefreshClaims,
    profile: SessionProfile,
    origin: EventOrigin,
  ): Promise<SessionGrant> {
    const now = this.clock.now();
    const successor = successorState(claims, profile, now);
    const [rotated, user] = await Promise.all([
      this.store.rotate({
        id: claims.sid,
        generation: claims.gen,
        now,
        expiresAt: toMilliseconds(successor.expiresAt),
        use: { address: origin.address, userAgent: origin.userAgent },
      }),
      this.users.findById(claims.uid),
    ]);
    const step: Step = rotated
      ? { state: successor, event: 'session-refreshed' }
      : await this.replay(claims, origin, now);
    const holder = await this.admitted(user, claims, origin);
    const [grant] = await Promise.all([
      this.tokens.mint(holder, step.state, profile, now),
      this.audit.record(origin, {
        type: step.event,
        userId: claims.uid,
        sessionId: claims.sid,
        generation: claims.gen,
      }),
    ]);
    return grant;
  }

  /** The successor that somebody else was given for the same token, while the grace lasts. */
  private async replay(claims: RefreshClaims, origin: EventOrigin, now: number): Promise<Step> {
    const session = await this.store.find(claims.sid);
    if (session === null) return this.refusal.refuse(claims, 'unknown-session', origin);
    if (session.revokedAt !== null) return this.refusal.refuse(claims, 'revoked', origin);
    if (session.expiresAt <= now) return this.refusal.refuse(claims, 'expired', origin);
    if (this.withinGrace(session, claims, now)) {
      return { state: storedState(session), event: 'refresh-replayed' };
    }
    // A generation the store has not reached: the database was set back. Nothing to revoke.
    if (session.generation <= claims.gen) {
      return this.refusal.refuse(claims, 'unknown-session', origin);
    }
    return this.refusal.refuseReuse(claims, origin);
  }

  /** Anchored at the rotation, so that replays never prolong it. */
  private withinGrace(session: Session, claims: RefreshClaims, now: number): boolean {
    return (
      session.generation === claims.gen + 1 &&
      now < session.rotatedAt + toMilliseconds(this.config.refreshGrace)
    );
  }

  private async admitted(
    user: User | null,
    claims: RefreshClaims,
    origin: EventOrigin,
  ): Promise<User> {
    if (user === null) return this.refusal.refuseHolder(claims, 'user-gone', origin);
    if (user.disabledAt !== null) return this.refusal.refuseHolder(claims, 'user-disabled', origin);
    return user;
  }
}
