import { Injectable } from '@nestjs/common';
import { SessionRevocation } from './session-revocation.js';
import type { EventOrigin } from '../audit/audit-event.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { Clock } from '../clock/clock.js';
import { AuthError } from '../errors/auth-error.js';
import { TokenStore } from '../token-store/token-store.js';
import { Tokens } from '../tokens/tokens.js';

/** Logout. Closing a session that is closed already succeeds. */
@Injectable()
export class SessionClosing {
  constructor(
    private readonly tokens: Tokens,
    private readonly store: TokenStore,
    private readonly revocation: SessionRevocation,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async close(
    session: { readonly sid: string; readonly uid: string },
    origin: EventOrigin,
  ): Promise<void> {
    const ended = await this.revocation.end(session.sid, 'logout');
    if (!ended) return;
    await this.audit.record(origin, {
      type: 'logged-out',
      userId: session.uid,
      sessionId: session.sid,
    });
  }

  /**
   * An expired access token still names its session, as long as that one lives.
   * @throws AuthError INVALID_TOKEN
   */
  async closeByAccessToken(token: string, origin: EventOrigin): Promise<void> {
    const verified = this.tokens.verifyAccessIgnoringExpiry(token);
    if (!verified.valid) throw AuthError.invalidAccessToken();
    if (verified.claims.exp * 1000 <= this.clock.now()) await this.assertAlive(verified.claims.sid);
    await this.close(verified.claims, origin);
  }

  private async assertAlive(sessionId: string): Promise<void> {
    const session = await this.store.find(sessionId);
    if (session === null || session.expiresAt <= this.clock.now()) {
      throw AuthError.invalidAccessToken(true);
    }
  }
}
