import { Injectable } from '@nestjs/common';
import type { EventOrigin } from '../audit/event-origin.js';
import { Clock } from '../clock/clock.js';
import { AuthError } from '../errors/auth-error.js';
import { TokenStore } from '../token-store/token-store.js';
import { Tokens } from '../tokens/tokens.js';
import { SessionRevocation } from './session-revocation.js';

/** Which sessions of an account a logout ends. */
export const LOGOUT_SCOPES = ['this', 'others', 'all'] as const;
export type LogoutScope = (typeof LOGOUT_SCOPES)[number];

export interface SessionClaims {
  readonly sid: string;
  readonly uid: string;
}

/** Logout. Closing a session that is closed already succeeds. */
@Injectable()
export class SessionClosing {
  constructor(
    private readonly tokens: Tokens,
    private readonly store: TokenStore,
    private readonly revocation: SessionRevocation,
    private readonly clock: Clock,
  ) {}

  /** @throws AuthError INVALID_TOKEN when other sessions are to end by one that has ended */
  async close({ sid, uid }: SessionClaims, scope: LogoutScope, origin: EventOrigin): Promise<void> {
    if (scope === 'this') {
      await this.revocation.end({ sessionId: sid, userId: uid }, 'logout', origin);
      return;
    }
    await this.assertOpen(sid);
    const except = scope === 'others' ? { except: sid } : {};
    await this.revocation.endAllOf(uid, 'logout', origin, except);
  }

  /**
   * An expired access token still names its session, as long as that one lives.
   * @returns whose session it is
   * @throws AuthError INVALID_TOKEN
   */
  async closeByAccessToken(
    token: string,
    scope: LogoutScope,
    origin: EventOrigin,
  ): Promise<SessionClaims> {
    const verified = this.tokens.verifyAccessIgnoringExpiry(token);
    if (!verified.valid) throw AuthError.invalidAccessToken();
    if (verified.claims.exp * 1000 <= this.clock.now()) await this.assertAlive(verified.claims.sid);
    await this.close(verified.claims, scope, origin);
    return verified.claims;
  }

  private async assertAlive(sessionId: string): Promise<void> {
    const session = await this.store.find(sessionId);
    if (session === null || session.expiresAt <= this.clock.now()) {
      throw AuthError.invalidAccessToken(true);
    }
  }

  /** A token that was stolen and revoked must not log its owner out elsewhere. */
  private async assertOpen(sessionId: string): Promise<void> {
    const session = await this.store.find(sessionId);
    if (session?.revokedAt !== null || session.expiresAt <= this.clock.now()) {
      throw AuthError.invalidAccessToken();
    }
  }
}
