import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type SessionState, toSeconds } from './session-state.js';
import type { SessionGrant } from './session-grant.js';
import type { SessionProfile } from './session-profile.js';
import { Tokens } from '../tokens/tokens.js';
import type { User } from '../users/user.js';

/** Mints the pair of tokens for one generation of a session. */
@Injectable()
export class SessionTokens {
  constructor(private readonly tokens: Tokens) {}

  async mint(
    user: User,
    state: SessionState,
    profile: SessionProfile,
    now: number,
  ): Promise<SessionGrant> {
    const issuedAt = toSeconds(now);
    const accessExpiry = Math.min(issuedAt + profile.accessLife, state.endsAt);
    const session = { sub: user.username, uid: user.id, sid: state.sessionId };
    const [access, refresh] = await Promise.all([
      this.tokens.issueAccess({
        ...session,
        roles: user.roles,
        iat: issuedAt,
        exp: accessExpiry,
        jti: randomUUID(),
      }),
      this.tokens.issueRefresh({
        ...session,
        gen: state.generation,
        ctr: state.contract,
        auth_time: state.authTime,
        sxp: state.endsAt,
        iat: state.issuedAt,
        exp: state.expiresAt,
        jti: `${state.sessionId}.${String(state.generation)}`,
      }),
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
