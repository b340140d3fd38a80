import { Injectable } from '@nestjs/common';
import { type EndedSession, SessionRevocation } from './session-revocation.js';
import type { ReuseCause } from '../audit/audit-cause.js';
import type { EventOrigin } from '../audit/event-origin.js';
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
    const subject = subjectOf(claims);
    const refused = { type: 'refresh-refused', cause, ...subject } as const;
    await this.revocation.end(subject, cause, origin, refused);
    throw AuthError.invalidRefreshToken();
  }

  /** `SESSION_BINDING=refuse`: a thief may hold the token, so that its session ends. */
  async refuseElsewhere(claims: RefreshClaims, origin: EventOrigin): Promise<never> {
    const subject = subjectOf(claims);
    const cause = 'used-elsewhere';
    const refused = { type: 'refresh-refused', cause, ...subject } as const;
    await this.revocation.end(subject, cause, origin, refused);
    throw AuthError.invalidRefreshToken();
  }

  /** RFC 9700 §4.14.2: a superseded token came back, so thief or owner holds a stolen one. */
  async refuseReuse(claims: RefreshClaims, cause: ReuseCause, origin: EventOrigin): Promise<never> {
    const subject = subjectOf(claims);
    const reused = { type: 'refresh-reused', generation: claims.gen, cause, ...subject } as const;
    await this.revocation.end(subject, 'reuse', origin, reused);
    throw AuthError.invalidRefreshToken();
  }
}

const subjectOf = (claims: RefreshClaims): EndedSession => ({
  userId: claims.uid,
  sessionId: claims.sid,
});
