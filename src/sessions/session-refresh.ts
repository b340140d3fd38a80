import { Injectable } from '@nestjs/common';
import { SessionBinding, type SessionMove } from './session-binding.js';
import { RefreshRefusal } from './refresh-refusal.js';
import { judgeReuse, type Return } from './reuse-detection.js';
import {
  type TokenSet,
  SessionTokens,
  type SessionProfile,
  storedState,
  successorState,
  type SessionState,
  toMilliseconds,
} from './session-tokens.js';
import type { RetryGrounds } from '../audit/audit-cause.js';
import type { EventOrigin } from '../audit/event-origin.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { Clock } from '../clock/clock.js';
import { AppConfig } from '../config/app-config.js';
import { type SessionUse, TokenStore } from '../token-store/token-store.js';
import type { RefreshClaims } from '../tokens/claims.js';
import { type User, Users } from '../users/users.js';

interface Step {
  readonly state: SessionState;
  readonly event:
    | { readonly type: 'session-refreshed' | 'refresh-replayed' }
    | { readonly type: 'refresh-retried'; readonly grounds: RetryGrounds };
}

/** Who presents a refresh token. */
export interface RefreshOrigin extends EventOrigin {
  /** Digest of the device's id; null for one that has not logged in to the account before. */
  readonly device: string | null;
}

/** Rotates a refresh token: one compare-and-set decides who moves the session on. */
@Injectable()
export class SessionRefresh {
  constructor(
    private readonly store: TokenStore,
    private readonly users: Users,
    private readonly tokens: SessionTokens,
    private readonly refusal: RefreshRefusal,
    private readonly binding: SessionBinding,
    private readonly audit: AuditTrail,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /** @throws AuthError INVALID_TOKEN when the session has ended, was superseded or its user may not go on. */
  async refresh(
    claims: RefreshClaims,
    profile: SessionProfile,
    { device, ...origin }: RefreshOrigin,
  ): Promise<TokenSet> {
    const now = this.clock.now();
    const use = { address: origin.address, userAgent: origin.userAgent, device };
    const move = this.moveOf(claims, origin);
    if (move !== null && this.config.sessions.sessionBinding === 'refuse') {
      return this.refusal.refuseElsewhere(claims, origin);
    }
    const successor = successorState(claims, profile, use, now);
    const [rotated, user] = await Promise.all([
      this.store.rotate({
        id: claims.sid,
        generation: claims.gen,
        now,
        expiresAt: toMilliseconds(successor.expiresAt),
        use,
      }),
      this.users.findById(claims.uid),
    ]);
    const step: Step = rotated
      ? { state: successor, event: { type: 'session-refreshed' } }
      : await this.again(claims, { generation: claims.gen, use, now }, origin);
    const holder = await this.admitted(user, claims, origin);
    const subject = { userId: claims.uid, sessionId: claims.sid };
    const [tokens] = await Promise.all([
      this.tokens.mint(holder, step.state, profile, now),
      this.audit.record(
        origin,
        { ...step.event, ...subject, generation: claims.gen },
        ...(rotated && move !== null ? [{ type: 'session-moved', ...subject, move } as const] : []),
      ),
    ]);
    return tokens;
  }

  private moveOf(claims: RefreshClaims, use: SessionUse): SessionMove | null {
    return this.config.sessions.sessionBinding === 'off' ? null : this.binding.move(claims, use);
  }

  /** The successor that was given out for the same token, to who may have it again. */
  private async again(claims: RefreshClaims, back: Return, origin: EventOrigin): Promise<Step> {
    const session = await this.store.find(claims.sid);
    if (session === null) return this.refusal.refuse(claims, 'unknown-session', origin);
    if (session.revokedAt !== null) return this.refusal.refuse(claims, 'revoked', origin);
    if (session.expiresAt <= back.now) return this.refusal.refuse(claims, 'expired', origin);
    // A generation the store has not reached: the database was set back. Nothing to revoke.
    if (session.generation <= claims.gen) {
      return this.refusal.refuse(claims, 'unknown-session', origin);
    }
    const state = storedState(session);
    const verdict = judgeReuse(session, back, this.config.sessions);
    switch (verdict.kind) {
      case 'grace':
        return { state, event: { type: 'refresh-replayed' } };
      case 'retry':
        return { state, event: { type: 'refresh-retried', grounds: verdict.grounds } };
      case 'reuse':
        return this.refusal.refuseReuse(claims, verdict.cause, origin);
    }
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
