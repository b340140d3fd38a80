import { Injectable } from '@nestjs/common';
import type { EventOrigin } from '../audit/event-origin.js';
import { AppConfig } from '../config/app-config.js';
import { AuthError } from '../errors/auth-error.js';
import { SessionRevocation } from '../sessions/session-revocation.js';
import { Tokens } from '../tokens/tokens.js';
import type { Client } from './clients.js';
import { isForAnyOf } from './introspection.js';

interface SessionOf {
  readonly sid: string;
  readonly uid: string;
}

/** Ends a session by one of its tokens, on the word of a service that the session is for. */
@Injectable()
export class TokenRevocation {
  constructor(
    private readonly tokens: Tokens,
    private readonly revocation: SessionRevocation,
    private readonly config: AppConfig,
  ) {}

  /**
   * A token that is none, or is not the caller's affair, is left alone (RFC 7009 §2.2).
   * @throws AuthError UNSUPPORTED_TOKEN_TYPE for a service's token, which has no session to end
   */
  async revoke(token: string, client: Client, origin: EventOrigin): Promise<void> {
    const session = this.byAccessToken(token, client) ?? this.byRefreshToken(token, client);
    if (session === null) return;
    const ids = { sessionId: session.sid, userId: session.uid };
    const event = { type: 'token-revoked', clientId: client.id, ...ids } as const;
    await this.revocation.end(ids, 'token-revoked', origin, event);
  }

  private byAccessToken(token: string, { audiences }: Client): SessionOf | null {
    const { bearer } = this.tokens.verifyBearer(token);
    if (bearer === null || !isForAnyOf(audiences, bearer)) return null;
    if (bearer.kind === 'service') throw AuthError.of('UNSUPPORTED_TOKEN_TYPE');
    return bearer.claims;
  }

  /** A refresh token is for this server; what its session is for says `AUDIENCE`. */
  private byRefreshToken(token: string, { audiences }: Client): SessionOf | null {
    const isForClient = this.config.tokens.audience.some((each) => audiences.includes(each));
    const verified = this.tokens.verifyRefresh(token);
    return isForClient && verified.valid ? verified.claims : null;
  }
}
