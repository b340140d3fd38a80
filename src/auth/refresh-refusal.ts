import { Injectable } from '@nestjs/common';
import { SessionRevocation } from './session-revocation.js';
import type { EventOrigin, ReuseCause } from '../audit/audit-event.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { AuthError } from '../errors/auth-error.js';
import type { RefreshClaims } from '../tokens/claims.js';

/** Says no to a refresh, writes down why, and ends the session where that is due. */
@Injectable()
export class RefreshRefusal {
  constructor(
    private readonly revocation: SessionRevocation,
    private readonly audit: AuditTrail,
  ) {}

  async refuse(
    claims: RefreshClaims,
    cause: 'unknown-session' | 'revoked' | 'expired',
    origin: EventOrigin,
  ): Promise<never> {
    await this.audit.record(origin, { type: 'refresh-refused', cause, ...subjectOf(claims) });
    throw AuthError.invalidRefreshToken(cause === 'expired');
  }

  /** The user may not go on: the session ends with the refusal. */
  async refuseHolder(
    claims: RefreshClaims,
    cause: 'user-gone' | 'user-disabled',
    origin: EventOrigin,
  ): Promise<never> {
    const ended = await this.revocation.end(claims.sid, cause);
    const subject = subjectOf(claims);
    await this.audit.record(
      origin,
      { type: 'refresh-refused', cause, ...subject },
      ...(ended ? [{ type: 'session-revoked', reason: cause, ...subject } as const] : []),
    );
    throw AuthError.invalidRefreshToken();
  }

  /** RFC 9700 §4.14.2: a superseded token came back, so thief or owner holds a stolen one. */
  async refuseReuse(claims: RefreshClaims, cause: ReuseCause, origin: EventOrigin): Promise<never> {
    const ended = await this.revocation.end(claims.sid, 'reuse');
    const subject = subjectOf(claims);
    await this.audit.record(
      origin,
      { type: 'refresh-reused', generation: claims.gen, cause, ...subject },
      ...(ended ? [{ type: 'session-revoked', reason: 'reuse', ...subject } as const] : []),
    );
    throw AuthError.invalidRefreshToken();
  }
}

const subjectOf = (claims: RefreshClaims): { userId: string; sessionId: string } => ({
  userId: claims.uid,
  sessionId: claims.sid,
});
