import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EventOrigin } from '../audit/event-origin.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { Clock } from '../clock/clock.js';
import { AppConfig } from '../config/app-config.js';
import { AuthError } from '../errors/auth-error.js';
import { Tokens } from '../tokens/tokens.js';
import { type Client, Clients } from './clients.js';

/** What a service asks for; nothing stands for what it gets by default. */
export interface TokenWish {
  readonly audiences: readonly string[];
  readonly scopes: readonly string[];
}

export interface ServiceToken {
  readonly token: string;
  /** Seconds left to live. */
  readonly expiresIn: number;
  readonly scopes: readonly string[];
}

/** Hands out access tokens to services of their own right (RFC 6749 §4.4). */
@Injectable()
export class ServiceTokens {
  constructor(
    private readonly tokens: Tokens,
    private readonly clients: Clients,
    private readonly audit: AuditTrail,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /** @throws AuthError INVALID_TARGET, INVALID_SCOPE, or INVALID_CLIENT when it was disabled meanwhile */
  async issue(client: Client, wish: TokenWish, origin: EventOrigin): Promise<ServiceToken> {
    const audience = grantedAudience(client, wish);
    const scopes = grantedScopes(client, wish);
    const iat = Math.floor(this.clock.now() / 1000);
    const { serviceTokenLife: expiresIn } = this.config.tokens;
    const claims = { aud: audience, sub: client.id, client_id: client.id };
    const [token, current] = await Promise.all([
      this.tokens.issueService({
        ...claims,
        ...(scopes.length === 0 ? {} : { scope: scopes.join(' ') }),
        iat,
        exp: iat + expiresIn,
        jti: randomUUID(),
      }),
      this.clients.find(client.id),
    ]);
    // Disabling writes, then revokes what was issued until then; this took its time, then reads: one
    // of them sees the other.
    if (current?.client.disabledAt !== null) throw AuthError.of('INVALID_CLIENT');
    await this.audit.record(origin, {
      type: 'client-token-issued',
      clientId: client.id,
      audience: audience.join(' '),
    });
    return { token, expiresIn, scopes };
  }
}

/** What is asked for, or the first that the client was made for (RFC 9068 §3). */
function grantedAudience(client: Client, { audiences }: TokenWish): readonly string[] {
  if (audiences.length === 0) return client.audiences.slice(0, 1);
  if (!audiences.every((each) => client.audiences.includes(each))) {
    throw AuthError.of('INVALID_TARGET');
  }
  return [...new Set(audiences)];
}

/** What is asked for, or all that the client may have (RFC 6749 §3.3). */
function grantedScopes(client: Client, { scopes }: TokenWish): readonly string[] {
  if (scopes.length === 0) return client.scopes;
  if (!scopes.every((each) => client.scopes.includes(each))) throw AuthError.of('INVALID_SCOPE');
  return [...new Set(scopes)];
}
