import { Controller, Header, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Client } from '../../clients/clients.js';
import { ServiceTokens } from '../../clients/service-tokens.js';
import { AuthError } from '../../errors/auth-error.js';
import { eventOrigin } from '../requests/fastify-request.js';
import { ROUTES } from '../requests/routes.js';
import { ClientGuard, ServiceAccount } from './client.guard.js';
import { formOf, required } from './oauth-form.js';

/** The one grant there is; people's passwords go to the routes of the contracts. */
export const CLIENT_CREDENTIALS = 'client_credentials';

/** RFC 6749 §5.1. */
export interface TokenAnswer {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  /** Seconds. */
  readonly expires_in: number;
  readonly scope?: string;
}

/** The token endpoint (RFC 6749 §3.2). */
@Controller()
@UseGuards(ClientGuard)
export class TokenController {
  constructor(private readonly tokens: ServiceTokens) {}

  @Post(ROUTES.oauthToken)
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async issue(
    @Req() request: FastifyRequest,
    @ServiceAccount() client: Client,
  ): Promise<TokenAnswer> {
    const form = formOf(request);
    if (required(form, 'grant_type') !== CLIENT_CREDENTIALS) {
      throw AuthError.of('UNSUPPORTED_GRANT_TYPE');
    }
    const wish = {
      // The two names that there are for it: RFC 8707 §2 and RFC 8693 §2.1.
      audiences: [...form.all('resource'), ...form.all('audience')],
      scopes: (form.one('scope') ?? '').split(' ').filter((scope) => scope !== ''),
    };
    const { token, expiresIn, scopes } = await this.tokens.issue(
      client,
      wish,
      eventOrigin(request),
    );
    return {
      access_token: token,
      token_type: 'Bearer',
      expires_in: expiresIn,
      ...(scopes.length === 0 ? {} : { scope: scopes.join(' ') }),
    };
  }
}
