import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Session, SessionUse } from '../token-store/token-store.js';
import { type RefreshTokenSigner, Tokens } from '../tokens/tokens.js';
import { acrOf, type RefreshClaims } from '../tokens/claims.js';
import type { User } from '../users/users.js';
import { SessionBinding } from './session-binding.js';

/** How long a contract's tokens and sessions live, in seconds. */
export interface SessionProfile {
  /** The contract's name, kept with the session and in its refresh tokens (`ctr`). */
  readonly contract: string;
  readonly accessLife: number;
  readonly refreshSigner: RefreshTokenSigner;
  /** Each successor lives this long again, never past `sessionLife` after login. */
  readonly refreshLife: number;
  readonly sessionLife: number;
}

/** Milliseconds since the epoch as a NumericDate (RFC 7519 §2). */
export const toSeconds = (milliseconds: number): number => Math.floor(milliseconds / 1000);
export const toMilliseconds = (seconds: number): number => seconds * 1000;

/**
 * One generation of a session, in NumericDates. A refresh token follows from it and nothing else,
 * so the same token can be minted again from the state.
 */
export interface SessionState {
  readonly sessionId: string;
  readonly userId: string;
  readonly contract: string;
  readonly generation: number;
  readonly authTime: number;
  readonly amr: readonly string[];
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** The session's absolute end. */
  readonly endsAt: number;
  /** Where this generation was asked for from. */
  readonly use: SessionUse;
}

export function firstState(
  ids: Pick<SessionState, 'sessionId' | 'userId' | 'amr' | 'use'>,
  profile: SessionProfile,
  now: number,
): SessionState {
  const authTime = toSeconds(now);
  const endsAt = authTime + profile.sessionLife;
  return {
    ...ids,
    contract: profile.contract,
    generation: 0,
    authTime,
    issuedAt: authTime,
    expiresAt: Math.min(authTime + profile.refreshLife, endsAt),
    endsAt,
  };
}

/** The generation after the one a refresh token names, if it is made now. */
export function successorState(
  claims: RefreshClaims,
  profile: SessionProfile,
  use: SessionUse,
  now: number,
): SessionState {
  const issuedAt = toSeconds(now);
  return {
    sessionId: claims.sid,
    userId: claims.uid,
    contract: claims.ctr,
    generation: claims.gen + 1,
    authTime: claims.auth_time,
    amr: claims.amr,
    issuedAt,
    expiresAt: Math.min(issuedAt + profile.refreshLife, claims.sxp),
    endsAt: claims.sxp,
    use,
  };
}

/** The current generation as the store remembers it. */
export function storedState(session: Session): SessionState {
  return {
    sessionId: session.id,
    userId: session.userId,
    contract: session.contract,
    generation: session.generation,
    authTime: toSeconds(session.createdAt),
    amr: session.amr.split(' '),
    issuedAt: toSeconds(session.rotatedAt),
    expiresAt: toSeconds(session.expiresAt),
    endsAt: toSeconds(session.absoluteExpiresAt),
    use: { address: session.lastAddress, userAgent: session.lastUserAgent },
  };
}

export interface IssuedToken {
  readonly token: string;
  /** Seconds left to live. */
  readonly expiresIn: number;
}

/** What a login, a registration or a refresh hands out. */
export interface TokenSet {
  readonly user: User;
  readonly sessionId: string;
  readonly contract: string;
  readonly access: IssuedToken;
  readonly refresh: IssuedToken;
}

/** Mints the pair of tokens for one generation of a session. */
@Injectable()
export class SessionTokens {
  constructor(
    private readonly tokens: Tokens,
    private readonly binding: SessionBinding,
  ) {}

  async mint(
    user: User,
    state: SessionState,
    profile: SessionProfile,
    now: number,
  ): Promise<TokenSet> {
    const issuedAt = toSeconds(now);
    const accessExpiry = Math.min(issuedAt + profile.accessLife, state.endsAt);
    const session = { sub: user.username, uid: user.id, sid: state.sessionId };
    const [access, refresh] = await Promise.all([
      this.tokens.issueAccess({
        ...session,
        client_id: state.contract,
        roles: user.roles,
        auth_time: state.authTime,
        amr: state.amr,
        ...acrOf(state.amr),
        iat: issuedAt,
        exp: accessExpiry,
        jti: randomUUID(),
      }),
      this.tokens.issueRefresh(
        {
          ...session,
          gen: state.generation,
          ctr: state.contract,
          auth_time: state.authTime,
          amr: state.amr,
          sxp: state.endsAt,
          ...this.binding.place(state.use),
          iat: state.issuedAt,
          exp: state.expiresAt,
          jti: `${state.sessionId}.${String(state.generation)}`,
        },
        profile.refreshSigner,
      ),
    ]);
    return {
      user,
      sessionId: state.sessionId,
      contract: state.contract,
      access: { token: access, expiresIn: accessExpiry - issuedAt },
      refresh: { token: refresh, expiresIn: state.expiresAt - issuedAt },
    };
  }
}
