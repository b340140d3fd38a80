import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { User } from '../users/users.js';
import { Tokens } from '../tokens/tokens.js';
import { SessionBinding } from './session-binding.js';
import { type SessionState, toSeconds, type SessionProfile } from './session-state.js';

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
